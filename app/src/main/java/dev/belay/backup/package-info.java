/**
 * Copies of databases: how they are taken while the database is in use, and how it is made sure
 * that they are whole. May use tool, db, target, store, message.
 */
@NullMarked
package dev.belay.backup;

import org.jspecify.annotations.NullMarked;
