/**
 * What was deployed and what waits: Flyway's history joined with the folder. The only user of
 * Flyway beside store and demo. May use db and what it uses.
 */
@NullMarked
package dev.belay.history;

import org.jspecify.annotations.NullMarked;
