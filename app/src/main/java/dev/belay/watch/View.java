package dev.belay.watch;

import dev.belay.db.Identity;
import dev.belay.history.History;
import dev.belay.message.Problem;
import dev.belay.target.LastSeen;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything known of a watched target at one moment, as an immutable picture.
 *
 * @param identity who answered last, or null if nobody has yet
 * @param last the newest answered reading, however old
 * @param health the newest examination, however old
 * @param history the newest state of its migrations
 * @param inside who is connected and who waits for whom, as far as somebody looks
 * @param rhythm the time between two readings now
 * @param before what an earlier start of Belay knew of it last, or null
 */
public record View(
        Target target,
        Link link,
        @Nullable Identity identity,
        Reading.@Nullable Sample last,
        @Nullable Health health,
        @Nullable History history,
        Inside inside,
        Duration rhythm,
        Cost cost,
        @Nullable LastSeen before) {

    /** How a target stands, worst first: the order of the fleet. */
    public enum Condition {
        FAILING,
        UNREACHABLE,
        DEGRADED,
        UNKNOWN,
        HEALTHY,
        PAUSED
    }

    /** The state in one word; a link that does not answer goes before what its checks said. */
    public Condition condition() {
        return switch (link) {
            case Link.Paused p -> Condition.PAUSED;
            case Link.Refused r -> Condition.FAILING;
            case Link.Lost l -> Condition.UNREACHABLE;
            case Link.Silent s -> Condition.UNREACHABLE;
            case Link.Connecting c ->
                    c.done().isEmpty() ? Condition.UNKNOWN : Condition.UNREACHABLE;
            case Link.Live l -> ofHealth();
        };
    }

    private Condition ofHealth() {
        if (health == null) {
            return Condition.UNKNOWN;
        }
        return switch (health.verdict()) {
            case HEALTHY -> Condition.HEALTHY;
            case DEGRADED -> Condition.DEGRADED;
            case UNHEALTHY -> Condition.FAILING;
        };
    }

    /** When the last answer came, be it to an earlier start of Belay; empty if none is known. */
    public Optional<Instant> lastSeen() {
        return last != null
                ? Optional.of(last.at())
                : Optional.ofNullable(before).map(LastSeen::at);
    }

    /** What an earlier start knew, for as long as nothing has answered this one. */
    public Optional<LastSeen> remembered() {
        return last != null ? Optional.empty() : Optional.ofNullable(before);
    }

    /** How long ago the last answer to this start of Belay came. */
    public Optional<Duration> age(Instant now) {
        return Optional.ofNullable(last).map(sample -> Duration.between(sample.at(), now));
    }

    /** Why nothing answers now, as far as anything tells. */
    public Optional<Problem> trouble() {
        return switch (link) {
            case Link.Silent silent -> Optional.of(silent.problem());
            case Link.Lost lost -> Optional.of(lost.problem());
            case Link.Refused refused -> Optional.of(refused.problem());
            case Link.Connecting connecting ->
                    connecting.done().isEmpty()
                            ? Optional.empty()
                            : Optional.of(connecting.done().getLast().problem());
            case Link.Live live -> Optional.empty();
            case Link.Paused paused -> Optional.empty();
        };
    }

    /**
     * True if what is shown is no longer what is: nothing answered for two rhythms and a second.
     */
    public boolean stale(Instant now) {
        Duration limit = rhythm.multipliedBy(2).plusSeconds(1);
        return !(link instanceof Link.Live)
                || age(now).map(a -> a.compareTo(limit) > 0).orElse(true);
    }

    /** The same of one answer: what was asked last of it may have got none. */
    public boolean stale(Instant now, Answer<?> answer) {
        return answer.overtaken() || stale(now);
    }
}
