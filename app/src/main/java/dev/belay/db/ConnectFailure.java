package dev.belay.db;

import dev.belay.message.Problem;

/**
 * Why a connection was not made.
 *
 * @param permanent true where another try cannot help: a bad password, an unknown database, TLS
 *     refused
 */
public record ConnectFailure(Problem problem, boolean permanent) {}
