package dev.belay.history;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something in a history that does not agree with its folder.
 *
 * @param version null for a repeatable migration
 * @param sentence without a final stop
 */
public record Fault(Kind kind, @Nullable String version, String script, String sentence) {
    /** What is wrong with it. */
    public enum Kind {
        /** It broke, and its row says so. */
        FAILED,
        /** It was applied, and its script is not in the folder. */
        MISSING,
        /** Its script is not the one that was applied. */
        CHANGED,
        /** It is older than what was applied, so Flyway passes it over. */
        IGNORED,
        /** The folder could not be read. */
        FOLDER
    }

    /** All that is wrong with a history; empty if it is valid. What waits is no fault. */
    public static List<Fault> of(History history) {
        List<Fault> faults = new ArrayList<>();
        if (history.folderProblem() != null) {
            faults.add(new Fault(Kind.FOLDER, null, "", history.folderProblem()));
        }
        history.migrations().forEach(m -> of(m).ifPresent(faults::add));
        return faults;
    }

    /** What is wrong with one migration, if anything is. */
    public static Optional<Fault> of(Migration m) {
        Kind kind =
                switch (m.state()) {
                    case FAILED, FAILED_MISSING, FAILED_FUTURE -> Kind.FAILED;
                    case MISSING -> Kind.MISSING;
                    case IGNORED -> Kind.IGNORED;
                    default -> changed(m) ? Kind.CHANGED : null;
                };
        if (kind == null) {
            return Optional.empty();
        }
        String name = m.version() == null ? m.description() : m.version();
        return Optional.of(new Fault(kind, m.version(), m.script(), told(kind, name, m.script())));
    }

    private static boolean changed(Migration m) {
        return !m.repeatable()
                && Boolean.FALSE.equals(m.checksumMatches())
                && m.state() != MigrationState.UNDONE;
    }

    private static String told(Kind kind, String name, String script) {
        return switch (kind) {
            case FAILED -> Messages.text("history.fault.failed", name, script);
            case MISSING -> Messages.text("history.fault.missing", name, script);
            case CHANGED -> Messages.text("history.fault.changed", name, script);
            case IGNORED -> Messages.text("history.fault.ignored", name, script);
            case FOLDER -> name;
        };
    }
}
