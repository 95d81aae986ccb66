/** One target: what was deployed and what waits. May use kit, watch, history, target, message. */
@NullMarked
package dev.belay.ui.migrations;

import org.jspecify.annotations.NullMarked;
