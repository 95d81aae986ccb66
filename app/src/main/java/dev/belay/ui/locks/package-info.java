/** One target: who waits for whom. May use kit, session, activity, db, target, watch, message. */
@NullMarked
package dev.belay.ui.locks;

import org.jspecify.annotations.NullMarked;
