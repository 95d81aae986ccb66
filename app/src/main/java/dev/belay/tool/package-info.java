/**
 * Programs of others on this machine: pg_dump and its like, with their versions. May use message.
 */
@NullMarked
package dev.belay.tool;

import org.jspecify.annotations.NullMarked;
