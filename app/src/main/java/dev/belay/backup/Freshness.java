package dev.belay.backup;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Whether the backups of a target are as they should be.
 *
 * @param newest null if there is none
 * @param before the one before it, or null
 * @param provenAt when one was proven last, or null
 * @param faults empty if all is well
 */
public record Freshness(
        @Nullable Stored newest,
        @Nullable Stored before,
        @Nullable Instant provenAt,
        List<Fault> faults,
        Instant at) {
    /** A daily backup may take its time, and clocks change. */
    public static final Duration OLD = Duration.ofHours(26);

    public static final Duration PROOF_LASTS = Duration.ofDays(30);

    /** Of the one before, as a divisor: half of a database seldom goes on purpose. */
    private static final int SMALL = 2;

    /** What is wrong with them. */
    public enum Fault {
        MISSING,
        OLD,
        SMALL,
        UNPROVEN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Freshness {
        faults = List.copyOf(faults);
    }

    /**
     * @param backups of one target, newest first, no safety copies
     */
    public static Freshness of(List<Stored> backups, Instant now) {
        Instant proven =
                backups.stream()
                        .map(Stored::proof)
                        .filter(Objects::nonNull)
                        .map(Proof::provenAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        if (backups.isEmpty()) {
            return new Freshness(null, null, null, List.of(Fault.MISSING), now);
        }
        Manifest newest = backups.getFirst().manifest();
        List<Fault> faults = new ArrayList<>();
        if (newest.takenAt().plus(OLD).isBefore(now)) {
            faults.add(Fault.OLD);
        }
        Stored before = backups.size() > 1 ? backups.get(1) : null;
        if (before != null && newest.bytes() < before.manifest().bytes() / SMALL) {
            faults.add(Fault.SMALL);
        }
        if (proven == null || proven.plus(PROOF_LASTS).isBefore(now)) {
            faults.add(Fault.UNPROVEN);
        }
        return new Freshness(backups.getFirst(), before, proven, faults, now);
    }

    public boolean well() {
        return faults.isEmpty();
    }

    /** How long ago the newest was taken, in words; a dash if there is none. */
    public String age() {
        Stored there = newest;
        return there == null
                ? "–"
                : Messages.text("freshness.age", ago(there.manifest().takenAt()));
    }

    /** The faults, a sentence each, or that there is none. */
    public List<String> sentences() {
        return well()
                ? List.of(Messages.text(before == null ? "freshness.well.alone" : "freshness.well"))
                : faults.stream().map(this::sentence).toList();
    }

    private String sentence(Fault fault) {
        Stored there = newest;
        Instant proven = provenAt;
        return switch (fault) {
            case MISSING -> Messages.text("freshness.missing");
            case OLD ->
                    Messages.text(
                            "freshness.old",
                            there == null ? "–" : ago(there.manifest().takenAt()),
                            Units.duration(OLD));
            case SMALL ->
                    Messages.text(
                            "freshness.small",
                            Units.size(there == null ? 0 : there.manifest().bytes()));
            case UNPROVEN ->
                    proven == null
                            ? Messages.text("freshness.unproven")
                            : Messages.text("freshness.proven-long-ago", ago(proven));
        };
    }

    private String ago(Instant then) {
        return Units.duration(Duration.between(then, at));
    }
}
