package dev.belay.watch;

import java.time.Duration;
import java.time.Instant;

/** Adds up what the last minute cost, in twelve slots of five seconds. Not thread-safe. */
final class CostMeter {
    private static final int SLOTS = 12;
    private static final long SLOT_MILLIS = 5_000;
    private final long[] slot = new long[SLOTS];
    private final double[] millis = new double[SLOTS];
    private final int[] statements = new int[SLOTS];
    private final long startedSlot;

    CostMeter(Instant start) {
        startedSlot = start.toEpochMilli() / SLOT_MILLIS;
        java.util.Arrays.fill(slot, -1);
    }

    void add(Instant at, Duration took, int count) {
        long now = at.toEpochMilli() / SLOT_MILLIS;
        int i = Math.floorMod(now, SLOTS);
        if (slot[i] != now) {
            slot[i] = now;
            millis[i] = 0;
            statements[i] = 0;
        }
        millis[i] += took.toNanos() / 1e6;
        statements[i] += count;
    }

    Cost read(Instant at, int connections) {
        long now = at.toEpochMilli() / SLOT_MILLIS;
        double time = 0;
        int count = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (slot[i] >= 0 && slot[i] > now - SLOTS) {
                time += millis[i];
                count += statements[i];
            }
        }
        long slots = Math.clamp(now - startedSlot + 1, 1, SLOTS);
        double seconds = slots * SLOT_MILLIS / 1000.0;
        return new Cost(time / seconds, count / seconds, connections);
    }
}
