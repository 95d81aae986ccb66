package dev.belay.history;

import dev.belay.message.Messages;
import dev.belay.target.Engine;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ResolvedMigrationComparator;
import org.flywaydb.core.internal.resource.ResourceName;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The migrations of one target's folders, kept between reads: a file that looks as before is not
 * opened again, and if all do, nothing is done but looking.
 */
final class Folder {
    private static final Comparator<Script> ORDER =
            Comparator.comparing(Script::resolved, new ResolvedMigrationComparator());

    private final Resolver resolver;
    private final FlywayOptions options;
    private Map<Path, Resolved> known = Map.of();
    private @Nullable Footprint seen;
    private @Nullable Available last;
    private @Nullable FolderProblem problem;

    /** A file once resolved, and how it looked then. */
    private record Resolved(Footprint.Pair looked, List<Script> scripts) {}

    Folder(Engine engine, FlywayOptions options, Place place) throws FolderProblem {
        if (!options.unreadable().isEmpty()) {
            throw new FolderProblem(
                    "history.folder.location", String.join(", ", options.unreadable()));
        }
        this.options = options;
        this.resolver = new Resolver(engine, options, place);
    }

    /** What the folders hold now. One thread resolves, others wait for it. */
    synchronized Available read() throws FolderProblem {
        Footprint now = Footprint.of(resolver.roots());
        if (!now.equals(seen)) {
            // Taken before the files are read: one that changes meanwhile is seen next time.
            seen = now;
            last = null;
            problem = null;
            try {
                last = resolve(now);
            } catch (FolderProblem e) {
                problem = e;
            }
        }
        if (last != null) {
            return last;
        }
        throw java.util.Objects.requireNonNull(problem);
    }

    private Available resolve(Footprint now) throws FolderProblem {
        Resolver.Resources found = resolver.scan();
        Map<Path, Resolved> resolved = new HashMap<>();
        List<Script> scripts = new ArrayList<>();
        Map<MigrationVersion, Path> undo = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (LoadableResource file : found.all()) {
            Path path = Path.of(file.getAbsolutePathOnDisk());
            MigrationVersion undone = undone(file.getFilename());
            if (undone != null) {
                undo.put(undone, path);
                continue;
            }
            name(file, notes);
            Footprint.Pair looks = now.of(path);
            Resolved before = known.get(path);
            Resolved after =
                    before != null && before.looked.equals(looks)
                            ? before
                            : new Resolved(looks, resolver.resolve(file, found));
            resolved.put(path, after);
            scripts.addAll(after.scripts);
        }
        scripts.sort(ORDER);
        unambiguous(scripts);
        known = resolved;
        return Available.of(
                List.copyOf(scripts),
                undo,
                resolver.configuration().getTarget(),
                resolver.configuration().isOutOfOrder(),
                List.copyOf(notes));
    }

    /**
     * The statements of some scripts of the folders, in the order given.
     *
     * @param files as {@link #read} told them
     */
    synchronized List<ScriptText> texts(List<Path> files) throws FolderProblem {
        Resolver.Resources found = resolver.scan();
        Map<Path, LoadableResource> byPath = new HashMap<>();
        found.all().forEach(r -> byPath.put(Path.of(r.getAbsolutePathOnDisk()), r));
        List<ScriptText> texts = new ArrayList<>();
        for (Path file : files) {
            LoadableResource resource = byPath.get(file);
            if (resource == null) {
                throw new FolderProblem("history.folder.gone", file.toString());
            }
            texts.add(text(file, resource, found));
        }
        return texts;
    }

    /** Some faults, as statements that may not be mixed, show only when the statements are read. */
    private ScriptText text(Path file, LoadableResource resource, Resolver.Resources found)
            throws FolderProblem {
        boolean allowed = resolver.configuration().isMixed();
        try {
            return ScriptText.of(file, resolver.parse(resource, allowed, found), false);
        } catch (FlywayException e) {
            ScriptText mixed = mixed(file, resource, found);
            if (mixed != null) {
                return mixed;
            }
            throw new FolderProblem("history.folder.script", file.toString(), Resolver.sentence(e));
        }
    }

    /** The script, if nothing but that kept Flyway from taking it apart. */
    private @Nullable ScriptText mixed(
            Path file, LoadableResource resource, Resolver.Resources found) throws FolderProblem {
        try {
            return ScriptText.of(file, resolver.parse(resource, true, found), true);
        } catch (FlywayException e) {
            return null;
        }
    }

    /** The version a file undoes, or null. The open-source library does not know such files. */
    private @Nullable MigrationVersion undone(String filename) {
        String prefix = options.undoPrefix();
        String separator = resolver.configuration().getSqlMigrationSeparator();
        if (!filename.startsWith(prefix) || resolver.name(filename) == null) {
            return null;
        }
        int end = filename.indexOf(separator, prefix.length());
        return end < 0 ? null : Applied.version(filename.substring(prefix.length(), end));
    }

    /** Says what Flyway passes over in silence, or refuses it where the settings ask for that. */
    private void name(LoadableResource file, List<String> notes) throws FolderProblem {
        ResourceName name = resolver.name(file.getFilename());
        if (name == null || name.isValid()) {
            return;
        }
        String shown = file.getAbsolutePathOnDisk();
        if (resolver.configuration().isValidateMigrationNaming()) {
            throw new FolderProblem("history.folder.name", shown);
        }
        if (looksLikeMigration(file.getFilename())) {
            notes.add(Messages.text("history.note.name", shown));
        }
    }

    private boolean looksLikeMigration(String filename) {
        String versioned = resolver.configuration().getSqlMigrationPrefix();
        String repeatable = resolver.configuration().getRepeatableSqlMigrationPrefix();
        boolean numbered =
                filename.length() > versioned.length()
                        && filename.startsWith(versioned)
                        && Character.isDigit(filename.charAt(versioned.length()));
        return numbered || filename.startsWith(repeatable + "_");
    }

    private static void unambiguous(List<Script> sorted) throws FolderProblem {
        for (int i = 1; i < sorted.size(); i++) {
            Script one = sorted.get(i - 1);
            Script other = sorted.get(i);
            if (ORDER.compare(one, other) == 0
                    && one.resolved().canCompareWith(other.resolved())
                    && other.resolved().canCompareWith(one.resolved())) {
                MigrationVersion version = one.version();
                throw new FolderProblem(
                        version == null
                                ? "history.folder.twice.repeatable"
                                : "history.folder.twice.version",
                        version == null ? one.description() : version.toString(),
                        one.file().toString(),
                        other.file().toString());
            }
        }
    }
}
