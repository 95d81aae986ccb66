/**
 * What is told above the pages of operations that were interrupted. May use kit, operation,
 * history, target, message.
 */
@NullMarked
package dev.belay.ui.recovery;

import org.jspecify.annotations.NullMarked;
