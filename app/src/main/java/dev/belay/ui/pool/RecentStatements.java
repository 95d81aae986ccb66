package dev.belay.ui.pool;

import dev.belay.activity.StatementLoad;
import dev.belay.activity.StatementLoad.Usual;
import dev.belay.watch.Answer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ran in the last minute, added up from looks that each tell what ran since the one before: so
 * many of them a second would be too quick to read.
 */
final class RecentStatements {
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Deque<Look> looks = new ArrayDeque<>();
    private Instant opened = Instant.MIN;
    private @Nullable Instant base;

    private record Look(Instant at, List<StatementLoad> ran) {}

    /** Of one statement, over several looks. */
    private static final class Sum {
        private final StatementLoad first;
        private long calls;
        private double nanos;
        private boolean unheard;

        Sum(StatementLoad first) {
            this.first = first;
        }

        void add(StatementLoad more) {
            calls += more.calls();
            nanos += nanos(more);
            unheard |= more.usual() == Usual.NEW;
        }

        StatementLoad load(double all) {
            Duration mean = Duration.ofNanos(Math.round(nanos / calls));
            return new StatementLoad(
                    first.id(),
                    first.query(),
                    calls,
                    mean,
                    first.before(),
                    all == 0 ? 0 : nanos / all,
                    unheard ? Usual.NEW : Usual.of(mean, first.before()));
        }

        static double nanos(StatementLoad load) {
            return (double) load.mean().toNanos() * load.calls();
        }
    }

    /** Begins anew; what was read until then does not count. */
    void begin(Instant now) {
        looks.clear();
        base = null;
        opened = now;
    }

    /** Takes what was read; true if that is news. */
    boolean update(Answer<List<StatementLoad>> answer) {
        Instant at = answer.at();
        if (at == null || !at.isAfter(opened)) {
            return false;
        }
        opened = at;
        List<StatementLoad> ran = answer.value();
        if (ran == null || base == null) {
            // The first one tells of the time before anybody looked.
            begin(at);
            base = ran == null ? null : at;
            return true;
        }
        looks.addLast(new Look(at, ran));
        while (looks.getFirst().at().isBefore(at.minus(SPAN))) {
            base = looks.removeFirst().at();
        }
        return true;
    }

    /** How long they were looked at; zero as long as nothing can be told. */
    Duration span() {
        Instant from = base;
        return from == null || looks.isEmpty()
                ? Duration.ZERO
                : Duration.between(from, looks.getLast().at());
    }

    /** Those that took most first. */
    List<StatementLoad> rows() {
        Map<Long, Sum> sums = new HashMap<>();
        double all = 0;
        for (Look look : looks) {
            for (StatementLoad load : look.ran()) {
                sums.computeIfAbsent(load.id(), id -> new Sum(load)).add(load);
            }
            all += all(look.ran());
        }
        double total = all;
        return sums.values().stream()
                .map(sum -> sum.load(total))
                .sorted(
                        Comparator.comparingDouble(StatementLoad::share)
                                .reversed()
                                .thenComparingLong(StatementLoad::id))
                .toList();
    }

    /** The time of all statements of a look, of which the dearest are told. */
    private static double all(List<StatementLoad> ran) {
        return ran.isEmpty() || ran.getFirst().share() == 0
                ? 0
                : Sum.nanos(ran.getFirst()) / ran.getFirst().share();
    }
}
