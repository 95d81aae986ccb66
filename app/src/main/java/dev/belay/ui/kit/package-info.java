/**
 * JavaFX tools that know no screen. May use message, and of target and watch only the words for
 * what is drawn: environments, conditions, statuses.
 */
@NullMarked
package dev.belay.ui.kit;

import org.jspecify.annotations.NullMarked;
