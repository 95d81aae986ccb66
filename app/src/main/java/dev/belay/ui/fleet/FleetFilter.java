package dev.belay.ui.fleet;

import dev.belay.db.Metric;
import dev.belay.watch.View;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the filter field means: words that all must fit. {@code env:prod}, {@code engine:postgres},
 * {@code status:fail}, {@code wait>1s}, {@code -env:dev}, or any text of the line.
 */
final class FleetFilter implements Predicate<FleetRow> {
    private static final Pattern NUMBER =
            Pattern.compile("([a-z]+)([<>])([0-9]+(?:\\.[0-9]+)?)(ms|s|min|h|)");
    private static final Map<String, Double> MILLIS =
            Map.of("", 1.0, "ms", 1.0, "s", 1e3, "min", 6e4, "h", 3.6e6);
    private static final Map<String, ToDoubleFunction<FleetRow>> NUMBERS =
            Map.of(
                    "wait",
                    r -> r.metric(Metric.LONGEST_WAIT),
                    "latency",
                    FleetRow::p95,
                    "connections",
                    r -> r.metric(Metric.CONNECTIONS),
                    "pending",
                    FleetRow::pending);
    private static final Map<View.Condition, List<String>> CONDITIONS =
            Map.of(
                    View.Condition.FAILING, List.of("failing", "incident", "unhealthy"),
                    View.Condition.UNREACHABLE, List.of("unreachable", "stale"),
                    View.Condition.DEGRADED, List.of("degraded", "warning"),
                    View.Condition.UNKNOWN, List.of("unknown"),
                    View.Condition.HEALTHY, List.of("healthy", "ok"),
                    View.Condition.PAUSED, List.of("paused"));
    private final List<Predicate<FleetRow>> words;

    FleetFilter(String text) {
        words =
                Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(w -> !w.isEmpty())
                        .map(FleetFilter::word)
                        .toList();
    }

    @Override
    public boolean test(FleetRow row) {
        return words.stream().allMatch(w -> w.test(row));
    }

    private static Predicate<FleetRow> word(String word) {
        if (word.length() > 1 && word.startsWith("-")) {
            return word(word.substring(1)).negate();
        }
        Predicate<FleetRow> number = number(word);
        if (number != null) {
            return number;
        }
        int colon = word.indexOf(':');
        String value = word.substring(colon + 1);
        return switch (colon < 0 ? "" : word.substring(0, colon)) {
            case "env" -> r -> begins(value, r.target().environment().id(), tag(r));
            case "engine" -> r -> begins(value, r.target().engine().id());
            case "status" -> r -> condition(value, r.condition());
            default -> r -> anywhere(word, r);
        };
    }

    private static @Nullable Predicate<FleetRow> number(String word) {
        Matcher match = NUMBER.matcher(word);
        if (!match.matches() || !NUMBERS.containsKey(match.group(1))) {
            return null;
        }
        ToDoubleFunction<FleetRow> number = NUMBERS.getOrDefault(match.group(1), r -> Double.NaN);
        double limit =
                Double.parseDouble(match.group(3)) * MILLIS.getOrDefault(match.group(4), 1.0);
        return match.group(2).equals(">")
                ? r -> number.applyAsDouble(r) > limit
                : r -> number.applyAsDouble(r) < limit;
    }

    private static String tag(FleetRow row) {
        return row.target().environment().tag().toLowerCase(Locale.ROOT);
    }

    private static boolean begins(String value, String... words) {
        return Arrays.stream(words).anyMatch(w -> w.startsWith(value));
    }

    private static boolean condition(String value, View.Condition condition) {
        return CONDITIONS.getOrDefault(condition, List.of()).stream()
                .anyMatch(w -> w.startsWith(value));
    }

    private static boolean anywhere(String word, FleetRow row) {
        String line =
                String.join(
                        " ",
                        row.name(),
                        row.engine(),
                        row.target().place(),
                        row.happening().sentence());
        return line.toLowerCase(Locale.ROOT).contains(word);
    }
}
