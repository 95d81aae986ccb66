/** Charts over time, drawn on a Canvas from plain arrays. Knows no screen; may use message. */
@NullMarked
package dev.belay.ui.kit.chart;

import org.jspecify.annotations.NullMarked;
