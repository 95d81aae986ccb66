/** All that only SQLite knows. May use db and what db uses. */
@NullMarked
package dev.belay.db.sqlite;

import org.jspecify.annotations.NullMarked;
