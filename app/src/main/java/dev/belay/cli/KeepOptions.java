package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Keeping;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** How many backups are kept, other than the profile says. */
final class KeepOptions {
    @Option(names = "--keep", paramLabel = "N")
    @Nullable Integer keep;

    @Option(names = "--days", paramLabel = "N")
    @Nullable Integer days;

    @Option(names = "--weeks", paramLabel = "N")
    @Nullable Integer weeks;

    @Option(names = "--months", paramLabel = "N")
    @Nullable Integer months;

    Keeping over(Keeping own) {
        return new Keeping(
                number(keep, own.newest()),
                number(days, own.days()),
                number(weeks, own.weeks()),
                number(months, own.months()));
    }

    private static int number(@Nullable Integer named, int own) {
        if (named != null && named < 0) {
            throw Problem.of("cli.keep", "", ExitCode.USAGE, named.toString()).asException();
        }
        return named == null ? own : named;
    }
}
