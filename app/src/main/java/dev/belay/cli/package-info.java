/** The command belay: one class a command. May use everything but ui. */
@NullMarked
package dev.belay.cli;

import org.jspecify.annotations.NullMarked;
