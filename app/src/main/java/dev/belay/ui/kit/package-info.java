/** JavaFX tools that know no screen. May use message. */
@NullMarked
package dev.belay.ui.kit;

import org.jspecify.annotations.NullMarked;
