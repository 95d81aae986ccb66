/**
 * One target: its connections over time, and whose they are. May use kit, session, activity, db,
 * target, watch, message.
 */
@NullMarked
package dev.belay.ui.pool;

import org.jspecify.annotations.NullMarked;
