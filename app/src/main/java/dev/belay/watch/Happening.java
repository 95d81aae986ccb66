package dev.belay.watch;

import dev.belay.db.Identity;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.LastSeen;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens on a target, in one sentence; empty where all is well.
 *
 * @param check the name of the check it tells of, or null
 */
public record Happening(Tone tone, String sentence, @Nullable String check) {
    /** How much it matters. */
    public enum Tone {
        FAIL,
        WARN,
        /** Nothing is wrong; something is under way. */
        WORK,
        NOTE,
        /** Told from memory: the target does not answer. */
        STALE,
        NONE
    }

    private static final Happening NOTHING = new Happening(Tone.NONE, "", null);

    /** Which of several troubles is told first: what hurts users now, then what will. */
    private static final List<String> URGENCY =
            List.of(
                    "connection",
                    "write_access",
                    "lock_waits",
                    "connections",
                    "free_disk",
                    "idle_in_transaction",
                    "longest_transaction",
                    "transaction_id_age",
                    "replication",
                    "archiver",
                    "replication_slots",
                    "latency",
                    "tables",
                    "migrations");

    /** Failing checks before warnings, the more urgent before the less. */
    public static final Comparator<Check> WORST_FIRST =
            Comparator.comparing(Check::status).thenComparingInt(c -> urgency(c.name()));

    private static int urgency(String name) {
        int index = URGENCY.indexOf(name);
        return index < 0 ? URGENCY.size() : index;
    }

    /** The sentence of now; countdowns in it change with each second. */
    public static Happening of(View view, Instant now) {
        return switch (view.link()) {
            case Link.Paused p -> new Happening(Tone.NOTE, Messages.text("happening.paused"), null);
            case Link.Refused r -> new Happening(Tone.FAIL, r.problem().why(), null);
            case Link.Connecting c when c.done().isEmpty() ->
                    new Happening(Tone.WORK, Messages.text("happening.connecting"), null);
            case Link.Connecting c -> stale(ladder(c, now));
            case Link.Lost l ->
                    stale(
                            l.trying()
                                    ? Messages.text("happening.trying")
                                    : Messages.text("happening.retry", until(l.nextAt(), now)));
            case Link.Silent s -> stale(Messages.text("happening.silent", since(s.since(), now)));
            case Link.Live l -> examined(view);
        };
    }

    private static Happening stale(String sentence) {
        return new Happening(Tone.STALE, sentence, null);
    }

    private static String ladder(Link.Connecting link, Instant now) {
        String attempt = Integer.toString(link.done().size() + 1);
        String of = Integer.toString(link.of());
        return link.trying()
                ? Messages.text("happening.ladder.trying", attempt, of)
                : Messages.text("happening.ladder", attempt, of, until(link.nextAt(), now));
    }

    /** Whole seconds, counting down to {@code 0 s}. */
    public static String until(Instant then, Instant now) {
        long seconds = Math.max(0, -Math.floorDiv(Duration.between(then, now).toMillis(), 1000L));
        return seconds < 60 ? seconds + " s" : Units.duration(Duration.ofSeconds(seconds));
    }

    private static String since(Instant then, Instant now) {
        return until(/* then= */ now, /* now= */ then);
    }

    /**
     * What was known of it last, in its word and its sentence: {@code degraded, 1 pending: V43}.
     */
    public static String remembered(LastSeen seen) {
        String key = "happening.was." + seen.status();
        String status = Messages.has(key) ? Messages.text(key) : seen.status();
        return seen.sentence().isEmpty() ? status : status + ", " + seen.sentence();
    }

    /** What the newest examination comes to, whether the target still answers or not. */
    public static Happening examined(View view) {
        Health health = view.health();
        if (health == null) {
            return new Happening(Tone.WORK, Messages.text("happening.checking"), null);
        }
        Optional<Check> worst = health.checks().stream().min(WORST_FIRST);
        if (worst.isEmpty()) {
            return NOTHING;
        }
        Check check = worst.get();
        return switch (check.status()) {
            case FAIL -> new Happening(Tone.FAIL, sentence(check), check.name());
            case WARN -> new Happening(Tone.WARN, sentence(check), check.name());
            case NOT_PERMITTED ->
                    new Happening(
                            Tone.NOTE,
                            Messages.text("happening.not_permitted", title(check)),
                            check.name());
            case UNKNOWN, OK -> standby(view, health);
        };
    }

    private static Happening standby(View view, Health health) {
        Identity identity = view.identity();
        if (identity == null || identity.role() != Identity.Role.STANDBY) {
            return NOTHING;
        }
        String behind =
                health.checks().stream()
                        .filter(c -> c.name().equals("replication") && c.value() != null)
                        .map(c -> Messages.text("happening.standby.behind", c.value()))
                        .findFirst()
                        .orElseGet(() -> Messages.text("happening.standby"));
        return new Happening(Tone.NOTE, behind, "replication");
    }

    /** A check's trouble as a sentence that needs no title beside it. */
    public static String sentence(Check check) {
        String value = check.value() == null ? "" : check.value();
        String key = "happening." + check.name();
        if (Messages.has(key)) {
            return Messages.text(key, value, check.detail());
        }
        String subject = value.isEmpty() ? title(check) : title(check) + " " + value;
        return check.detail().isEmpty() ? subject : subject + ": " + check.detail();
    }

    /** A check's name for people. */
    public static String title(Check check) {
        String key = "check." + check.name();
        return Messages.has(key)
                ? Messages.text(key)
                : check.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
