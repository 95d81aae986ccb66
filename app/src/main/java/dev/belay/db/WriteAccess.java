package dev.belay.db;

/**
 * Whether a write would be taken, found out without writing.
 *
 * @param detail the reason or the rights, one sentence
 */
public record WriteAccess(Answer answer, String detail) {
    public enum Answer {
        YES,
        STANDBY,
        READ_ONLY,
        NOT_PERMITTED,
        UNKNOWN
    }
}
