/**
 * Belay's own log: one file in its home, one line a record, no secrets. May use message. Everything
 * else logs through slf4j and does not know this package.
 */
@NullMarked
package dev.belay.log;

import org.jspecify.annotations.NullMarked;
