/**
 * Reaching a server through an SSH host with the user's own ssh. May use db, target and message.
 */
@NullMarked
package dev.belay.db.ssh;

import org.jspecify.annotations.NullMarked;
