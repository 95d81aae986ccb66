/**
 * The demo: a small company's database, made by Flyway and seeded, on SQLite and on a PostgreSQL of
 * its own, with a live workload. May use db, target, store and message.
 */
@NullMarked
package dev.belay.demo;

import org.jspecify.annotations.NullMarked;
