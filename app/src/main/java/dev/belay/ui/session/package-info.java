/**
 * What the pages about sessions share: one session in all its parts, and how to end it; sentences
 * of several colours. May use kit, activity, watch, target, message.
 */
@NullMarked
package dev.belay.ui.session;

import org.jspecify.annotations.NullMarked;
