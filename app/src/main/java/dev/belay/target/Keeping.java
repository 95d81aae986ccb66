package dev.belay.target;

/**
 * Which backups are kept: the newest ones, and the newest of each of the last days, weeks and
 * months in which there are any.
 *
 * @param newest how many, whenever they were taken
 */
public record Keeping(int newest, int days, int weeks, int months) {
    public static final Keeping DEFAULT = new Keeping(3, 7, 4, 12);

    public Keeping {
        if (newest < 0 || days < 0 || weeks < 0 || months < 0) {
            throw new IllegalArgumentException("less than none");
        }
    }
}
