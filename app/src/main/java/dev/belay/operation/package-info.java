/**
 * What changes a target, and the one way it goes: plan, approval, journal, safety copy, work,
 * verification, outcome. May use activity, seed, backup, schema, history, lint, db, target, store,
 * news, message.
 */
@NullMarked
package dev.belay.operation;

import org.jspecify.annotations.NullMarked;
