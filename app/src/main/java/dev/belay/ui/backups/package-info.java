/**
 * One target: the backups that are kept of it, how far each is known to be good, and the ways to
 * take one and to bring one back. May use kit, kit.chart, backup, operation, schedule, watch, news,
 * target, message.
 */
@NullMarked
package dev.belay.ui.backups;

import org.jspecify.annotations.NullMarked;
