/**
 * One target: the rows that should be in it. May use kit, operation, seed, watch, target, message.
 */
@NullMarked
package dev.belay.ui.seeds;

import org.jspecify.annotations.NullMarked;
