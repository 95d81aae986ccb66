/**
 * The demo target: a small shop's database and its live workload. May use db, history, target and
 * store.
 */
@NullMarked
package dev.belay.demo;

import org.jspecify.annotations.NullMarked;
