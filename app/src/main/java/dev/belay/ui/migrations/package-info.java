/** One target: what was deployed and what waits. */
@NullMarked
package dev.belay.ui.migrations;

import org.jspecify.annotations.NullMarked;
