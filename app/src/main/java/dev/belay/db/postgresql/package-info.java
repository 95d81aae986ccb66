/** All that only PostgreSQL knows. May use db and what db uses. */
@NullMarked
package dev.belay.db.postgresql;

import org.jspecify.annotations.NullMarked;
