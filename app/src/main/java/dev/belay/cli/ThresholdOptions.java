package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Thresholds;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a profile that say from when on a reading is worth attention. */
final class ThresholdOptions {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|min|m|h)");

    @Option(names = "--pool-warn", paramLabel = "N")
    @Nullable Integer poolWarn;

    @Option(names = "--pool-limit", paramLabel = "N")
    @Nullable Integer poolLimit;

    @Option(names = "--lock-wait-warn", paramLabel = "DURATION")
    @Nullable String lockWait;

    @Option(names = "--transaction-warn", paramLabel = "DURATION")
    @Nullable String transaction;

    @Option(names = "--idle-warn", paramLabel = "DURATION")
    @Nullable String idle;

    @Option(names = "--latency-warn", paramLabel = "DURATION")
    @Nullable String latency;

    @Option(names = "--disk-warn", paramLabel = "BYTES")
    @Nullable Long freeDisk;

    @Option(names = "--counted", paramLabel = "TABLE", split = ",")
    List<String> counted = List.of();

    Thresholds over(Thresholds t) {
        return new Thresholds(
                poolWarn == null ? t.poolWarn() : poolWarn,
                poolLimit == null ? t.poolLimit() : poolLimit,
                over(t.lockWait(), lockWait),
                over(t.longTransaction(), transaction),
                over(t.idleInTransaction(), idle),
                over(t.latency(), latency),
                freeDisk == null ? t.freeDisk() : freeDisk,
                counted.isEmpty() ? t.countedTables() : counted);
    }

    private static Duration over(Duration own, @Nullable String named) {
        return named == null ? own : duration(named);
    }

    /** {@code 250ms, 5s, 10min, 1h}. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw Problem.of("cli.duration", "", ExitCode.USAGE, text).asException();
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
