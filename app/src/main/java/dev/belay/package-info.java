/** The start of Belay: launcher, JavaFX life cycle, and the only place that joins everything. */
@NullMarked
package dev.belay;

import org.jspecify.annotations.NullMarked;
