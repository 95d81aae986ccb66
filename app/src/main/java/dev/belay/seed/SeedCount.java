package dev.belay.seed;

/**
 * What became of the rows of a set. A statement of a script counts by the rows the server says it
 * touched, and once as unchanged if it touched none.
 */
public record SeedCount(long inserted, long updated, long unchanged) {
    public static final SeedCount NONE = new SeedCount(0, 0, 0);

    public SeedCount plus(SeedCount other) {
        return new SeedCount(
                inserted + other.inserted, updated + other.updated, unchanged + other.unchanged);
    }

    /** True if a row was written. */
    public boolean wrote() {
        return inserted + updated > 0;
    }
}
