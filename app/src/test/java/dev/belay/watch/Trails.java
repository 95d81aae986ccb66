package dev.belay.watch;

/** Makes trails for tests outside this package. */
public final class Trails {
    private Trails() {}

    public static Trail of(Reading... readings) {
        Trail trail = new Trail();
        for (Reading reading : readings) {
            trail.add(reading);
        }
        return trail;
    }
}
