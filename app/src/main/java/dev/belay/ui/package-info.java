/** The console, third face of Belay. */
@NullMarked
package dev.belay.ui;

import org.jspecify.annotations.NullMarked;
