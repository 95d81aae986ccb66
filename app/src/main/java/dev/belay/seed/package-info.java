/**
 * Seeds: what the files of a folder say should be in the database, how that differs from what is
 * there, and how it gets there. Begins and ends no transaction. May use message, target, db,
 * history.
 */
@NullMarked
package dev.belay.seed;

import org.jspecify.annotations.NullMarked;
