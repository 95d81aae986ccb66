/** When backups are taken by themselves. May use target, news, message. */
@NullMarked
package dev.belay.schedule;

import org.jspecify.annotations.NullMarked;
