package dev.belay.operation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a kill did, measured afterwards.
 *
 * @param terminate whether sessions were ended, or what they did was cancelled
 * @param waited how many waited behind them before
 * @param freed how many of those wait no more
 */
public record Killed(boolean terminate, List<End> ends, int waited, int freed) implements Partial {

    /**
     * What became of one session.
     *
     * @param gone true if it is not there any more; of a cancel, what it did
     * @param alone why it was left alone; null if it was signalled
     */
    public record End(int pid, boolean signalled, boolean gone, @Nullable String alone) {}

    public Killed {
        ends = List.copyOf(ends);
    }

    /** Those that were signalled and are gone. */
    List<Integer> gone() {
        return ends.stream().filter(e -> e.signalled() && e.gone()).map(End::pid).toList();
    }

    /** Those that were signalled and go on. */
    List<Integer> staying() {
        return ends.stream().filter(e -> e.signalled() && !e.gone()).map(End::pid).toList();
    }

    /** Those that had changed until they were to be ended. */
    @Override
    public Set<Integer> leftAlone() {
        return IntStream.range(0, ends.size())
                .filter(i -> !ends.get(i).signalled())
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }
}
