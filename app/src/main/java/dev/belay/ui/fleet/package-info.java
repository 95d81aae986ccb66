/** Every target on one page. */
@NullMarked
package dev.belay.ui.fleet;

import org.jspecify.annotations.NullMarked;
