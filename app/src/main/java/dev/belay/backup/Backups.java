package dev.belay.backup;

import dev.belay.backup.Headings.Heading;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue: what backups and safety copies of a target there are, by their manifests. */
public final class Backups {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String SAFETY = "safety";

    private final Function<Target, Path> folder;
    private final Kin kin;
    private final Headings headings = new Headings();

    /**
     * @param folder that of all backups, of a target
     */
    public Backups(Function<Target, Path> folder, Kin kin) {
        this.folder = folder;
        this.kin = kin;
    }

    /** Where the backups of the target stand; it need not be there. */
    public Path folder(Target target) {
        return FileName.folder(folder.apply(target), target.name());
    }

    /**
     * The backups and safety copies of the target that are there, newest first: of its place, and
     * of its database wherever that stood and whatever it was called then.
     */
    public List<Stored> all(Target target) {
        List<Stored> all = new ArrayList<>(backups(target));
        all.addAll(safetyCopies(target));
        all.sort(NEWEST);
        return all;
    }

    /** Backups alone, newest first. */
    public List<Stored> backups(Target target) {
        return own(target, "");
    }

    /**
     * Backups of the database that stands there now, newest first: where a session saw it, without
     * those of an earlier one of its name.
     */
    public List<Stored> current(Target target) {
        List<Stored> all = backups(target);
        return kin.seenBySession(target)
                .map(known -> all.stream().filter(s -> fits(known, s.manifest())).toList())
                .orElse(all);
    }

    private static boolean fits(Kin.Known known, Manifest manifest) {
        return known.fits(manifest.fingerprint(), manifest.takenAt());
    }

    /** Safety copies alone, newest first. */
    public List<Stored> safetyCopies(Target target) {
        return own(target, SAFETY);
    }

    /** Backups alone, newest first, without those that another saved target keeps of it. */
    public List<Stored> prunable(Target target) {
        Path own = folder(target);
        Set<String> others = kin.folders();
        return backups(target).stream()
                .filter(s -> own.equals(s.file().getParent()) || !others.contains(keeper(s.file())))
                .toList();
    }

    private static String keeper(Path file) {
        Path above = file.getParent();
        return above == null ? "" : String.valueOf(above.getFileName());
    }

    /** Those of other databases of the engine, the likeliest and the newest first. */
    public List<Others> others(Target target) {
        Map<String, List<Heading>> all =
                foreign(target).collect(Collectors.groupingBy(Heading::database));
        String name = target.databaseName();
        return all.values().stream()
                .map(Backups::others)
                .sorted(
                        Comparator.comparing((Others o) -> !o.database().endsWith(name))
                                .thenComparing(Comparator.comparing(Others::at).reversed()))
                .toList();
    }

    private static Others others(List<Heading> some) {
        Heading newest = some.stream().max(Comparator.comparing(Heading::takenAt)).orElseThrow();
        return new Others(newest.database(), some.size(), newest.file(), newest.takenAt());
    }

    private Stream<Heading> foreign(Target target) {
        List<Heading> there = there(target, "");
        return there.stream()
                .filter(own(target, there).negate())
                .filter(h -> Files.exists(h.file()));
    }

    private static final Comparator<Stored> NEWEST =
            Comparator.comparing((Stored s) -> s.manifest().takenAt())
                    .thenComparing(Stored::id)
                    .reversed();

    private List<Stored> own(Target target, String part) {
        List<Heading> there = there(target, part);
        return there.stream()
                .filter(own(target, there))
                .flatMap(h -> listed(h.beside()).stream())
                .filter(Stored::there)
                .sorted(NEWEST)
                .toList();
    }

    private List<Heading> there(Target target, String part) {
        return headings.beneath(folder.apply(target), part).stream()
                .filter(h -> h.engine().equals(target.engine().id()))
                .toList();
    }

    /** Nobody is asked where all that is there is of the target's place. */
    private Predicate<Heading> own(Target target, List<Heading> there) {
        Predicate<Heading> here = h -> h.database().equals(target.place());
        if (there.stream().allMatch(here)) {
            return here;
        }
        Kin.Known known =
                kin.of(
                        target,
                        there.stream()
                                .filter(here)
                                .max(Comparator.comparing(Heading::takenAt))
                                .map(Heading::fingerprint));
        return here.or(h -> known.fits(h.fingerprint(), h.takenAt()));
    }

    /** What the target's database is known by without asking it. */
    public Kin.Known known(Target target) {
        return kin.of(target, Optional.empty());
    }

    /** A session saw this database at the target's place. */
    public void met(Target target, String fingerprint) {
        kin.met(target, fingerprint);
    }

    /** True if the backup is known to be of the target's own database, wherever that stood. */
    public boolean kin(Target target, Manifest manifest) {
        return fits(known(target), manifest);
    }

    /**
     * That of a file with a manifest beside it, wherever it stands.
     *
     * @param file of a backup
     * @return empty if there is no manifest of it
     * @throws BelayException with {@link ExitCode#CORRUPT} if its manifest is damaged or another
     *     file's, with {@link ExitCode#INCOMPATIBLE} if a newer version wrote it
     */
    public static Optional<Stored> at(Path file) {
        Path beside = manifest(file);
        if (Files.notExists(beside)) {
            return Optional.empty();
        }
        Stored stored = read(beside);
        if (!stored.file().equals(file)) {
            throw Problem.of(
                            "backup.manifest-other",
                            "",
                            ExitCode.CORRUPT,
                            beside.toString(),
                            stored.manifest().file())
                    .asException();
        }
        return Optional.of(stored);
    }

    /**
     * The one of the target that has this id, or whose file has this name; one in its own folder
     * comes first.
     */
    public Optional<Stored> named(Target target, String word) {
        Path own = folder(target);
        List<Stored> fitting =
                all(target).stream()
                        .filter(s -> s.id().equals(word) || s.manifest().file().equals(word))
                        .toList();
        return fitting.stream()
                .filter(s -> s.file().startsWith(own))
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    /**
     * One of the target, or any file, as people name it.
     *
     * @param word its id, its file's name, or a path; a path may lead to a file of any origin
     * @param directory where a relative path begins
     * @return the file, which is there
     * @throws BelayException with {@link ExitCode#NOT_FOUND} if there is none; one of another
     *     database is named in it
     */
    public Path file(Target target, String word, Path directory) {
        return named(target, word)
                .map(Stored::file)
                .or(() -> path(word, directory))
                .orElseThrow(() -> none(target, word));
    }

    private BelayException none(Target target, String word) {
        Optional<Heading> others =
                foreign(target)
                        .filter(h -> h.id().equals(word) || h.file().endsWith(word))
                        .findFirst();
        return NoBackup.of(target, word, folder(target), others.orElse(null)).asException();
    }

    /** Where the manifest of a file stands. */
    static Path manifest(Path file) {
        return file.resolveSibling(file.getFileName() + Place.MANIFEST);
    }

    private static Optional<Path> path(String word, Path directory) {
        try {
            Path path = directory.resolve(word).normalize();
            return word.isBlank() || !Files.exists(path) ? Optional.empty() : Optional.of(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Of the files in a folder some may be no manifests. */
    private static Optional<Stored> listed(Path beside) {
        try {
            return Optional.of(read(beside));
        } catch (BelayException e) {
            LOG.warn("Not listed: {}", e.problem().why(), e);
            return Optional.empty();
        }
    }

    static Stored read(Path beside) {
        try {
            Manifest manifest = Manifest.read(Files.readString(beside));
            Path file = beside.resolveSibling(manifest.file());
            return new Stored(file, manifest, Proof.of(file));
        } catch (Manifest.Newer e) {
            throw Problem.of(
                            "backup.manifest-newer",
                            "",
                            ExitCode.INCOMPATIBLE,
                            beside.toString(),
                            Integer.toString(e.version),
                            Integer.toString(Manifest.VERSION))
                    .asException(e);
        } catch (IOException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException e) {
            throw Problem.of("backup.manifest-damaged", "", ExitCode.CORRUPT, beside.toString())
                    .asException(e);
        }
    }
}
