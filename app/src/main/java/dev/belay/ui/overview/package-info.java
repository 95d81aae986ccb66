/**
 * One target: its checks and its charts, live. May use the kit with its charts, watch and below.
 */
@NullMarked
package dev.belay.ui.overview;

import org.jspecify.annotations.NullMarked;
