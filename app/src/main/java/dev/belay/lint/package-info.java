/**
 * What a statement would do before it runs: its risk, the locks it takes, and what a person should
 * think of first. Reads no database. May use target and message.
 */
@NullMarked
package dev.belay.lint;

import org.jspecify.annotations.NullMarked;
