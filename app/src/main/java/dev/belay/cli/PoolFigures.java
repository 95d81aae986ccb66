package dev.belay.cli;

import dev.belay.db.Metric;
import dev.belay.db.Vitals;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/** What a reading tells of the work done over the connections; what it does not is unknown. */
final class PoolFigures {
    private static final List<Metric> TOTALS =
            List.of(
                    Metric.COMMITS,
                    Metric.ROLLBACKS,
                    Metric.DEADLOCKS,
                    Metric.TEMP_FILES,
                    Metric.TEMP_BYTES,
                    Metric.BLOCKS_HIT,
                    Metric.BLOCKS_READ,
                    Metric.SESSIONS,
                    Metric.SESSIONS_ABANDONED,
                    Metric.SESSIONS_FATAL,
                    Metric.SESSIONS_KILLED);

    private PoolFigures() {}

    /** {@code latencyMs}, and the running totals of a server's database. */
    static Json server(Json document, Vitals vitals) {
        Json totals = Json.object();
        TOTALS.forEach(metric -> totals.put(name(metric), number(vitals, metric)));
        return document.put("latencyMs", latency(vitals)).put("totals", totals);
    }

    /** {@code latencyMs}, {@code walBytes} and {@code checkpointLagBytes} of a file. */
    static Json file(Json document, Vitals vitals) {
        return document.put("latencyMs", latency(vitals))
                .put("walBytes", number(vitals, Metric.WAL))
                .put("checkpointLagBytes", number(vitals, Metric.CHECKPOINT_LAG));
    }

    /** {@code tempBytes}. */
    private static String name(Metric metric) {
        StringBuilder name = new StringBuilder();
        for (String word : metric.id().split("_")) {
            name.append(
                    name.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    static void tellServer(Output out, Vitals vitals) {
        out.line(
                Messages.text(
                        "cli.pool.totals",
                        answered(vitals),
                        count(vitals, Metric.COMMITS),
                        count(vitals, Metric.ROLLBACKS),
                        count(vitals, Metric.DEADLOCKS),
                        count(vitals, Metric.TEMP_FILES),
                        text(vitals, Metric.TEMP_BYTES, Units::size),
                        cached(vitals)));
        out.line(
                Messages.text(
                        "cli.pool.sessions",
                        count(vitals, Metric.SESSIONS),
                        count(vitals, Metric.SESSIONS_ABANDONED),
                        count(vitals, Metric.SESSIONS_FATAL),
                        count(vitals, Metric.SESSIONS_KILLED)));
    }

    static void tellFile(Output out, Vitals vitals) {
        if (vitals.orNaN(Metric.WAL) > 0) {
            out.line(
                    Messages.text(
                            "cli.pool.wal",
                            text(vitals, Metric.WAL, Units::size),
                            text(vitals, Metric.CHECKPOINT_LAG, Units::size)));
        }
    }

    private static @Nullable Long number(Vitals vitals, Metric metric) {
        OptionalDouble value = vitals.get(metric);
        return value.isPresent() ? Math.round(value.getAsDouble()) : null;
    }

    private static @Nullable Duration latency(Vitals vitals) {
        OptionalDouble millis = vitals.get(Metric.LATENCY);
        return millis.isPresent() ? Duration.ofNanos(Math.round(millis.getAsDouble() * 1e6)) : null;
    }

    private static String answered(Vitals vitals) {
        Duration latency = latency(vitals);
        return latency == null ? Messages.text("cli.pool.unknown") : Units.duration(latency);
    }

    private static String count(Vitals vitals, Metric metric) {
        return text(vitals, metric, Units::count);
    }

    private static String text(Vitals vitals, Metric metric, LongFunction<String> words) {
        Long number = number(vitals, metric);
        return number == null ? Messages.text("cli.pool.unknown") : words.apply(number);
    }

    /** The share of blocks that the server had in its cache. */
    private static String cached(Vitals vitals) {
        double hit = vitals.orNaN(Metric.BLOCKS_HIT);
        double all = hit + vitals.orNaN(Metric.BLOCKS_READ);
        return all > 0
                ? String.format(Locale.ROOT, "%.1f %%", 100 * hit / all)
                : Messages.text("cli.pool.unknown");
    }
}
