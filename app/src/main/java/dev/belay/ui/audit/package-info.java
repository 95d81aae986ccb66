/**
 * The page of the audit: who changed what, whether the chain is whole, and a file of it for others.
 * May use kit, operation, target, message.
 */
@NullMarked
package dev.belay.ui.audit;

import org.jspecify.annotations.NullMarked;
