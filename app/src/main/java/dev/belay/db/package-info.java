/**
 * How Belay talks to a database: sessions, the dialect of an engine, SQL files, deadlines. May use
 * target and message; never names an engine.
 */
@NullMarked
package dev.belay.db;

import org.jspecify.annotations.NullMarked;
