/** Belay's own database. May use message. */
@NullMarked
package dev.belay.store;

import org.jspecify.annotations.NullMarked;
