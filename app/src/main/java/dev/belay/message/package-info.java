/**
 * What Belay says: the one bundle of messages, problems and their codes, units. Knows no other
 * package.
 */
@NullMarked
package dev.belay.message;

import org.jspecify.annotations.NullMarked;
