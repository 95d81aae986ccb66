/**
 * Charts over time, drawn on a Canvas from plain arrays. Knows no screen; may use message and the
 * kit.
 */
@NullMarked
package dev.belay.ui.kit.chart;

import org.jspecify.annotations.NullMarked;
