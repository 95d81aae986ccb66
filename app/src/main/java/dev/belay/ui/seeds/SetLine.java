package dev.belay.ui.seeds;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.seed.SeedFile;
import dev.belay.seed.SeedFolder;
import dev.belay.seed.SeedSet;
import dev.belay.seed.SeedSettings;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A set of the seeds' folder, as the page shows it.
 *
 * @param files its files, in the order they go
 * @param environments the ones it is for, in words
 * @param allowed true if it may go into this target
 * @param problem why it cannot be read, or null
 */
record SetLine(
        String name,
        List<FileLine> files,
        String environments,
        boolean allowed,
        @Nullable Problem problem) {

    /**
     * A file of it.
     *
     * @param what the table and how its rows are told apart, or that it is a script
     * @param rows null for a script, which no one can tell before it runs
     */
    record FileLine(String name, String what, @Nullable Integer rows) {}

    SetLine {
        files = List.copyOf(files);
    }

    /** Reads all sets of a target's folder; one that is malformed tells why. */
    static List<SetLine> read(Target target) {
        SeedFolder folder = SeedFolder.of(target);
        return folder.exists()
                ? folder.names().stream().map(name -> read(folder, name, target)).toList()
                : List.of();
    }

    private static SetLine read(SeedFolder folder, String name, Target target) {
        try {
            SeedSettings settings = folder.settings(name);
            SeedSet set = folder.set(name);
            return new SetLine(
                    name,
                    set.files().stream().map(SetLine::line).toList(),
                    environments(settings),
                    settings.allow(target.environment()),
                    null);
        } catch (BelayException e) {
            return new SetLine(name, List.of(), "", false, e.problem());
        }
    }

    private static String environments(SeedSettings settings) {
        return settings.environments() == null
                ? Messages.text("seeds.environments.default")
                : settings.environments().stream()
                        .sorted()
                        .map(Environment::id)
                        .collect(Collectors.joining(", "));
    }

    private static FileLine line(SeedFile file) {
        String name = String.valueOf(file.source().file().getFileName());
        return switch (file) {
            case SeedFile.Rows rows -> new FileLine(name, table(rows), rows.rows().size());
            case SeedFile.Script script ->
                    new FileLine(
                            name,
                            Messages.text("seeds.file.script", script.statements().size()),
                            null);
        };
    }

    private static String table(SeedFile.Rows rows) {
        return rows.key().isEmpty()
                ? Messages.text("seeds.file.table", rows.table())
                : Messages.text("seeds.file.key", rows.table(), String.join(", ", rows.key()));
    }

    /** How many rows its files hold; what scripts make is not known. */
    int rows() {
        return files.stream()
                .map(FileLine::rows)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    boolean onlyScripts() {
        return files.stream().allMatch(file -> file.rows() == null);
    }

    /** What can be said of it in one sentence. */
    String state() {
        if (problem != null) {
            return problem.why();
        }
        return Messages.text(allowed ? "seeds.state.allowed" : "seeds.state.other");
    }
}
