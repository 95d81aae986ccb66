/**
 * JavaFX tools that know no screen. May use message, and of target only the words (its
 * environments).
 */
@NullMarked
package dev.belay.ui.kit;

import org.jspecify.annotations.NullMarked;
