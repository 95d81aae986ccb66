package dev.belay.backup;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The catalogue: what backups and safety copies of a target there are, by their manifests. */
public final class Backups {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String NOT_OURS = ".proof" + Place.MANIFEST;

    private final Function<Target, Path> folder;

    /**
     * @param folder that of all backups, of a target
     */
    public Backups(Function<Target, Path> folder) {
        this.folder = folder;
    }

    /** Where the backups of the target stand; it need not be there. */
    public Path folder(Target target) {
        return FileName.folder(folder.apply(target), target.name());
    }

    /**
     * The backups and safety copies of the target that are there, newest first; those of a target
     * that was called the same and stood elsewhere are none of its.
     */
    public List<Stored> all(Target target) {
        List<Stored> all = new ArrayList<>(backups(target));
        all.addAll(safetyCopies(target));
        all.sort(NEWEST);
        return all;
    }

    /** Backups alone, newest first. */
    public List<Stored> backups(Target target) {
        return in(folder(target), target);
    }

    /** Safety copies alone, newest first. */
    public List<Stored> safetyCopies(Target target) {
        return in(folder(target).resolve("safety"), target);
    }

    private static final Comparator<Stored> NEWEST =
            Comparator.comparing((Stored s) -> s.manifest().takenAt())
                    .thenComparing(Stored::id)
                    .reversed();

    private static List<Stored> in(Path folder, Target target) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(Place.MANIFEST))
                    .filter(f -> !f.toString().endsWith(NOT_OURS))
                    .flatMap(f -> listed(f).stream())
                    .filter(s -> s.manifest().database().equals(target.place()))
                    .filter(Stored::there)
                    .sorted(NEWEST)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The backups in {} cannot be listed", folder, e);
            return List.of();
        }
    }

    /**
     * That of a file with a manifest beside it, wherever it stands.
     *
     * @param file of a backup
     * @return empty if there is no manifest of it
     * @throws BelayException with {@link ExitCode#CORRUPT} if its manifest is damaged, with {@link
     *     ExitCode#INCOMPATIBLE} if a newer version wrote it
     */
    public static Optional<Stored> at(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + Place.MANIFEST);
        return Files.notExists(beside)
                ? Optional.empty()
                : Optional.of(read(beside)).filter(s -> s.file().equals(file));
    }

    /** The one of the target that has this id, or whose file has this name. */
    public Optional<Stored> named(Target target, String word) {
        return all(target).stream()
                .filter(s -> s.id().equals(word) || s.manifest().file().equals(word))
                .findFirst();
    }

    /**
     * One of the target, or any file, as people name it.
     *
     * @param word its id, its file's name, or a path; a path may lead to a file of any origin
     * @param directory where a relative path begins
     * @return the file, which is there
     * @throws BelayException with {@link ExitCode#NOT_FOUND} if there is none
     */
    public Path file(Target target, String word, Path directory) {
        return named(target, word)
                .map(Stored::file)
                .or(() -> path(word, directory))
                .orElseThrow(
                        () ->
                                Problem.of(
                                                "backup.none",
                                                target.known(),
                                                ExitCode.NOT_FOUND,
                                                word,
                                                folder(target).toString())
                                        .asException());
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

    private static Stored read(Path beside) {
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
