package dev.belay.drill;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * What a drill of {@code init} showed.
 *
 * @param workers how many processes there were in each round
 * @param migrations how many scripts there were to apply
 * @param rounds one for each way the engine can keep its journal
 */
public record Drilled(int workers, int migrations, List<Round> rounds, Duration took) {
    public Drilled {
        rounds = List.copyOf(rounds);
    }

    /**
     * Processes at once on one empty database.
     *
     * @param place what distinguishes the round, in words
     * @param initialised how many said that they did the work
     * @param failures what went wrong, with how often
     * @param differences from what one process alone builds, a sentence each
     * @param updates of a row that all wanted, or null where there is no such row
     */
    public record Round(
            String place,
            int initialised,
            SequencedMap<String, Integer> failures,
            List<String> differences,
            @Nullable Updates updates,
            Duration took) {
        public Round {
            differences = List.copyOf(differences);
        }

        public int failed() {
            return failures.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean passed() {
            return failures.isEmpty()
                    && differences.isEmpty()
                    && initialised == 1
                    && (updates == null || updates.lost() == 0);
        }
    }

    /**
     * Writers that all changed one row, each naming the version it had read.
     *
     * @param made updates that were taken
     * @param conflicts updates that came too late, and were made again from the newer version
     * @param lost updates that were taken and are not in the row
     */
    public record Updates(int writers, long made, long conflicts, long lost) {}

    /**
     * True if every process ended well, one did the work, and all is as one alone would have it.
     */
    public boolean passed() {
        return rounds.stream().allMatch(Round::passed);
    }

    public int failures() {
        return rounds.stream().mapToInt(Round::failed).sum();
    }

    public boolean identical() {
        return rounds.stream().allMatch(r -> r.differences().isEmpty());
    }

    /** How many did the work in a round: 1, or what the first round that differs from it had. */
    public int initialised() {
        return rounds.stream()
                .mapToInt(Round::initialised)
                .filter(n -> n != 1)
                .findFirst()
                .orElse(1);
    }

    /** Those of all rounds, or null where there was no row for them. */
    public @Nullable Updates updates() {
        return rounds.stream()
                .map(Round::updates)
                .filter(Objects::nonNull)
                .reduce(
                        (a, b) ->
                                new Updates(
                                        Math.max(a.writers, b.writers),
                                        a.made + b.made,
                                        a.conflicts + b.conflicts,
                                        a.lost + b.lost))
                .orElse(null);
    }
}
