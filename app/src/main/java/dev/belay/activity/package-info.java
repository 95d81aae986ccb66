/**
 * Who is connected, who waits for whom, and what a session is: read in as few round trips as
 * possible, without a thought of screens. May use db and what it uses.
 */
@NullMarked
package dev.belay.activity;

import org.jspecify.annotations.NullMarked;
