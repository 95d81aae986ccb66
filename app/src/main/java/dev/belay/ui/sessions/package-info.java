/** One target: who is connected. May use kit, session, activity, db, target, watch, message. */
@NullMarked
package dev.belay.ui.sessions;

import org.jspecify.annotations.NullMarked;
