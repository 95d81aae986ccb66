package dev.belay.message;

import org.jspecify.annotations.Nullable;

/** A {@link Problem} on its way to the face that will tell it. Its message never holds a secret. */
public final class BelayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    BelayException(Problem problem, @Nullable Throwable cause) {
        super(problem.line(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
