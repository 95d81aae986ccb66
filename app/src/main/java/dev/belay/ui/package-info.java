/** The console, third face of Belay: its window with every page in it. May use all of ui. */
@NullMarked
package dev.belay.ui;

import org.jspecify.annotations.NullMarked;
