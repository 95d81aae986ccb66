/**
 * What Belay sees: readings, checks, health, and the poller that takes them. May use db, history
 * and what they use.
 */
@NullMarked
package dev.belay.watch;

import org.jspecify.annotations.NullMarked;
