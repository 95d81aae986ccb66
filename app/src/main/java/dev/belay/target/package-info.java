/**
 * What Belay connects to: profiles of targets, their URLs, credentials. May use message and store.
 */
@NullMarked
package dev.belay.target;

import org.jspecify.annotations.NullMarked;
