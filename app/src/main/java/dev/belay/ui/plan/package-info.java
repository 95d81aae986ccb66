/**
 * The sheet of a change: its plan, its approval, how far it is, how it ended. May use kit,
 * operation, lint, target, news, message.
 */
@NullMarked
package dev.belay.ui.plan;

import org.jspecify.annotations.NullMarked;
