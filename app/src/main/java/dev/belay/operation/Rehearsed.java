package dev.belay.operation;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.schema.SchemaDifference;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a rehearsal ended. Its target was not touched.
 *
 * @param where it was, in words: {@code a scratch copy}
 * @param took all of it, the making of the scratch included
 * @param ran what was run there, in its order
 * @param back true if the way back was gone as well, so that both ends could be compared
 * @param differences of the schema after there and back from the one before
 * @param failure why it did not come to its end, or null
 * @param notes what a person should know of it, a sentence each
 */
public record Rehearsed(
        String target,
        String where,
        Instant at,
        Duration took,
        List<Ran> ran,
        boolean back,
        List<SchemaDifference> differences,
        @Nullable Problem failure,
        List<String> notes) {
    private static final int DIFFERENCES_TOLD = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /**
     * A script that was run.
     *
     * @param name {@code V8}, {@code U8}, or the description of a repeatable migration
     */
    public record Ran(String name, Duration took) {}

    public Rehearsed {
        ran = List.copyOf(ran);
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** True if it failed nowhere, and left nothing behind where it went back. */
    public boolean passed() {
        return failure == null && differences.isEmpty();
    }

    /** In one sentence: {@code Rehearsed 14:27 on a scratch copy, schema equal, V8 took 34 s}. */
    public String sentence() {
        String time = TIME.format(at.atZone(ZoneId.systemDefault()));
        if (!passed()) {
            return Messages.text("rehearsal.told.failed", time, where, problem().why());
        }
        String told =
                Messages.text(back ? "rehearsal.told.back" : "rehearsal.told.there", time, where);
        return ran.stream()
                .max(Comparator.comparing(Ran::took))
                .map(r -> told + ", " + slowest(r))
                .orElse(told);
    }

    private static String slowest(Ran ran) {
        return Messages.text("rehearsal.told.took", ran.name(), Units.duration(ran.took()));
    }

    /** All that is to be told: the sentence, each difference, the notes. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(sentence());
        differences.forEach(d -> lines.add(told(d)));
        lines.addAll(notes);
        return lines;
    }

    /** A difference in one sentence: {@code index i is left behind}. */
    public static String told(SchemaDifference difference) {
        String what =
                difference.expected() == null
                        ? "extra"
                        : difference.actual() == null ? "missing" : "other";
        return Messages.text("rehearsal." + what, difference.kind().words(), difference.name());
    }

    /** Why the target may not be changed: a guard of its own. Only for one that did not pass. */
    public Problem problem() {
        if (failure != null) {
            return Problem.of("rehearsal.failure", target, ExitCode.REFUSED, failure.why());
        }
        String names =
                differences.stream()
                        .limit(DIFFERENCES_TOLD)
                        .map(Rehearsed::told)
                        .collect(Collectors.joining(", "));
        return Problem.of(
                "rehearsal.difference",
                target,
                ExitCode.REFUSED,
                differences.size() > DIFFERENCES_TOLD ? names + " …" : names);
    }
}
