/** One target: its checks and its charts, live. */
@NullMarked
package dev.belay.ui.overview;

import org.jspecify.annotations.NullMarked;
