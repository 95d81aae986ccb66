/**
 * What a database is made of, and how that differs from what its migrations build. May use history,
 * db, target, message.
 */
@NullMarked
package dev.belay.schema;

import org.jspecify.annotations.NullMarked;
