package dev.belay.ui.migrations;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the migrations page shows, without controls: the lines that pass the filter, newest first.
 */
final class MigrationsModel {
    /**
     * One line of the table.
     *
     * @param order its place in the history, the oldest 0, so that versions sort as Flyway does
     */
    record Line(Migration migration, Standing standing, int order) {
        String version() {
            String version = migration.version();
            return version == null ? Messages.text("migrations.repeatable") : version;
        }

        /** The same migration, whatever has become of it. */
        boolean same(Line other) {
            return migration.script().equals(other.migration.script())
                    && java.util.Objects.equals(
                            migration.installedRank(), other.migration.installedRank());
        }

        private boolean matches(String word) {
            return Stream.of(
                            version(),
                            "v" + version(),
                            migration.description(),
                            migration.script(),
                            migration.state().words(),
                            standing.word(),
                            migration.installedBy() == null ? "" : migration.installedBy())
                    .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
        }
    }

    private @Nullable History history;
    private List<Line> lines = List.of();
    private String filter = "";
    private final Set<Standing> chosen = EnumSet.noneOf(Standing.class);

    /** Takes the newest history; false if nothing has changed. */
    boolean update(@Nullable History newest) {
        if (java.util.Objects.equals(history, newest)) {
            return false;
        }
        history = newest;
        List<Line> all = new ArrayList<>();
        if (newest != null) {
            for (Migration migration : newest.migrations()) {
                all.add(new Line(migration, Standing.of(migration), all.size()));
            }
        }
        lines = all.reversed();
        return true;
    }

    @Nullable History history() {
        return history;
    }

    void filter(String text) {
        filter = text.strip().toLowerCase(Locale.ROOT);
    }

    void choose(Standing standing, boolean on) {
        if (on) {
            chosen.add(standing);
        } else {
            chosen.remove(standing);
        }
    }

    /** The lines that have every word of the filter and one of the chosen standings. */
    List<Line> shown() {
        String[] words = filter.isEmpty() ? new String[0] : filter.split("\\s+");
        return lines.stream()
                .filter(l -> chosen.isEmpty() || chosen.contains(l.standing()))
                .filter(l -> Stream.of(words).allMatch(l::matches))
                .toList();
    }

    Map<Standing, Long> counts() {
        return lines.stream()
                .collect(
                        Collectors.groupingBy(
                                Line::standing,
                                () -> new EnumMap<>(Standing.class),
                                Collectors.counting()));
    }

    /** Where the target stands, in one sentence. */
    String sentence() {
        History known = history;
        if (known == null) {
            return Messages.text("migrations.unread");
        }
        if (known.table() == null) {
            return Messages.text("migrations.no-table");
        }
        String at =
                known.current() == null
                        ? Messages.text("migrations.at.nothing")
                        : Messages.text("migrations.at", known.current());
        String pending =
                !known.folderKnown()
                        ? Messages.text("migrations.pending.unknown")
                        : known.pending() == 0
                                ? Messages.text("migrations.pending.none")
                                : Messages.text(
                                        "migrations.pending", Long.toString(known.pending()));
        return at + ", " + pending;
    }

    /** What is wrong with folder or table, a sentence each. */
    List<String> notes() {
        History known = history;
        if (known == null) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        if (known.folderProblem() != null) {
            notes.add(known.folderProblem());
        }
        notes.addAll(known.notes());
        return notes;
    }
}
