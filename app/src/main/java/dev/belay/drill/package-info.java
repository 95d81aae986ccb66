/**
 * Rehearsals in scratch of what must not fail on the day. May use operation, schema, seed, history,
 * lint, db, target, store, tool, message.
 */
@NullMarked
package dev.belay.drill;

import org.jspecify.annotations.NullMarked;
