package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the filter field means: words that all must fit. {@code state:active user:app age>5s db:shop
 * app:"my app" wait:lock blocked -kind:walsender}, or any text of the session.
 *
 * @param words what is understood of it
 * @param fault what is not, in a sentence that tells what would be; empty if all is
 */
record SessionFilter(List<Predicate<Activity>> words, String fault) implements Predicate<Activity> {
    private static final Pattern WORD =
            Pattern.compile("(-?)(?:([a-zA-Z]+)([:<>]))?(?:\"([^\"]*)(\"?)|(\\S*))");
    private static final Pattern EQUALS = Pattern.compile("([a-zA-Z]+)=.*");
    // Without a unit it is not understood: what somebody meant in minutes would be seconds.
    private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|min|m|h|d)");
    private static final Map<String, Double> NANOS =
            Map.of("ms", 1e6, "s", 1e9, "min", 6e10, "m", 6e10, "h", 3.6e12, "d", 8.64e13);

    private static final Map<String, Function<Activity, @Nullable String>> TEXTS =
            Map.of(
                    "user", Activity::user,
                    "db", Activity::database,
                    "app", Activity::application,
                    "client", Activity::client,
                    "wait", Activity::waits,
                    "kind", Activity::kind,
                    "query", Activity::query,
                    "pid", a -> Integer.toString(a.pid()));

    private static final Map<String, Function<Activity, @Nullable Duration>> TIMES =
            Map.of(
                    "age", a -> a.ages().inState(),
                    "tx", a -> a.ages().transaction(),
                    "query", a -> a.ages().query());

    private static final List<String> STATES =
            List.of(
                    "active",
                    "idle",
                    "idle in transaction",
                    "idle in transaction (aborted)",
                    "fastpath function call",
                    "disabled");

    /** Lets everybody through. */
    static final SessionFilter ALL = new SessionFilter(List.of(), "");

    /** For the sessions of a server. */
    static SessionFilter of(String text) {
        return of(text, true);
    }

    /**
     * @param server false for the processes of a file, whose state is the locks that they hold
     */
    static SessionFilter of(String text, boolean server) {
        List<Predicate<Activity>> words = new ArrayList<>();
        String fault = "";
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group().isBlank()) {
                continue;
            }
            try {
                Predicate<Activity> one = word(word, server);
                words.add(word.group(1).isEmpty() ? one : one.negate());
            } catch (IllegalArgumentException e) {
                fault = fault.isEmpty() ? String.valueOf(e.getMessage()) : fault;
            }
        }
        return new SessionFilter(List.copyOf(words), fault);
    }

    @Override
    public boolean test(Activity session) {
        for (Predicate<Activity> word : words) {
            if (!word.test(session)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<Activity> word(Matcher word, boolean server) {
        String quoted = word.group(4);
        String value = quoted == null ? word.group(6) : quoted;
        String field = word.group(2) == null ? "" : word.group(2).toLowerCase(Locale.ROOT);
        closed(word, value);
        if (!field.isEmpty()) {
            return word.group(3).equals(":")
                    ? named(field, filled(word, value), server)
                    : timed(field, word.group(3), value);
        }
        if (quoted != null) {
            return anywhere(filled(word, value));
        }
        Matcher equals = EQUALS.matcher(value);
        if (equals.matches() && known(equals.group(1).toLowerCase(Locale.ROOT))) {
            throw fault("equals", value);
        }
        return value.equalsIgnoreCase("blocked")
                ? Activity::blocked
                : anywhere(filled(word, value));
    }

    /** Where a quote ends nobody can guess: what follows it may be words of their own. */
    private static void closed(Matcher word, String value) {
        boolean open =
                word.group(4) == null
                        ? value.chars().filter(c -> c == '"').count() % 2 == 1
                        : word.group(5).isEmpty();
        if (open) {
            throw fault("quote", word.group());
        }
    }

    /** Nothing is in every text, so that a word without any would mean everybody or nobody. */
    private static String filled(Matcher word, String value) {
        if (value.isEmpty()) {
            throw fault("empty", word.group());
        }
        return value;
    }

    private static boolean known(String field) {
        return field.equals("state") || TEXTS.containsKey(field) || TIMES.containsKey(field);
    }

    private static IllegalArgumentException fault(String key, String word) {
        return new IllegalArgumentException(Messages.text("sessions.filter." + key, word));
    }

    private static Predicate<Activity> named(String field, String value, boolean server) {
        if (field.equals("state")) {
            return state(value, server);
        }
        Function<Activity, @Nullable String> text = TEXTS.get(field);
        if (text == null) {
            throw fault("field", field);
        }
        return field.equals("pid") ? pid(value) : a -> contains(text.apply(a), value);
    }

    private static Predicate<Activity> pid(String value) {
        if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw fault("pid", value);
        }
        return a -> Integer.toString(a.pid()).equals(value);
    }

    private static Predicate<Activity> timed(String field, String than, String value) {
        Function<Activity, @Nullable Duration> time = TIMES.get(field);
        if (time == null) {
            throw fault("time", field);
        }
        Matcher number = TIME.matcher(value);
        if (!number.matches()) {
            throw fault("number", value);
        }
        double unit = NANOS.getOrDefault(number.group(2), 1.0);
        Duration limit = Duration.ofNanos((long) (Double.parseDouble(number.group(1)) * unit));
        boolean more = than.equals(">");
        return a -> {
            Duration known = time.apply(a);
            int order = known == null ? 0 : known.compareTo(limit);
            return known != null && (more ? order > 0 : order < 0);
        };
    }

    /** A whole state means just that one, a part of a word any that has it. */
    private static Predicate<Activity> state(String value, boolean server) {
        String wanted = value.replace('-', ' ').toLowerCase(Locale.ROOT);
        if (wanted.equals("waiting")) {
            return Activity::blocked;
        }
        if (server && STATES.stream().noneMatch(state -> state.contains(wanted))) {
            throw fault("state", value);
        }
        return STATES.contains(wanted)
                ? a -> wanted.equals(a.state())
                : a -> contains(a.state(), wanted);
    }

    private static Predicate<Activity> anywhere(String value) {
        return a ->
                contains(a.application(), value)
                        || contains(a.user(), value)
                        || contains(a.database(), value)
                        || contains(a.client(), value)
                        || contains(a.state(), value)
                        || contains(a.waits(), value)
                        || Integer.toString(a.pid()).equals(value)
                        || contains(a.query(), value);
    }

    /** Whatever case its letters have; what is unknown contains nothing. */
    private static boolean contains(@Nullable String text, String part) {
        if (text == null) {
            return false;
        }
        for (int at = 0; at <= text.length() - part.length(); at++) {
            if (text.regionMatches(true, at, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }
}
