package dev.belay.db;

import org.jspecify.annotations.Nullable;

/** A connection that was not made, on its way to the one who decides about another try. */
public final class ConnectException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ConnectFailure failure;

    public ConnectException(ConnectFailure failure, @Nullable Throwable cause) {
        super(failure.problem().line(), cause);
        this.failure = failure;
    }

    public ConnectFailure failure() {
        return failure;
    }
}
