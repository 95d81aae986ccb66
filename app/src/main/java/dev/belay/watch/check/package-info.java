/**
 * The health checks: one small class each, listed in {@link dev.belay.watch.check.HealthChecks}.
 * May use watch, history, db and what they use; never names an engine.
 */
@NullMarked
package dev.belay.watch.check;

import org.jspecify.annotations.NullMarked;
