package dev.belay.message;

/** The exit codes of the command; the same numbers stand in {@code docs/cli.md}. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    PARTLY(3),
    NO_CONNECTION(4),
    NOT_FOUND(10),
    LOCKED(11),
    WRONG_KEY(12),
    CORRUPT(13),
    INCOMPATIBLE(14),
    REFUSED(15),
    IN_DOUBT(16),
    CANCELLED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The word for programs, as in {@code error.kind} of the JSON: {@code no-connection}. */
    public String kind() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
