/** Window, navigation, command palette, status bar. May use kit, message, target and watch. */
@NullMarked
package dev.belay.ui.shell;

import org.jspecify.annotations.NullMarked;
