/** Every target on one page. May use the kit with its charts, watch and what it uses. */
@NullMarked
package dev.belay.ui.fleet;

import org.jspecify.annotations.NullMarked;
