package dev.belay.backup;

import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A backup that a database is restored from.
 *
 * @param file or a folder, where it was dumped in parallel
 * @param manifest what it is said to hold; null for a file that Belay did not make
 */
public record Origin(Path file, @Nullable Manifest manifest) {
    /**
     * The one that is meant.
     *
     * @param word an id or a file's name of the catalogue, or any file's path
     * @throws dev.belay.message.BelayException with {@link dev.belay.message.ExitCode#NOT_FOUND} if
     *     there is none
     */
    public static Origin find(Backups backups, Target target, String word) {
        return of(backups.file(target, word, Path.of("").toAbsolutePath()));
    }

    /** A file, with what stands beside it of it. */
    public static Origin of(Path file) {
        return new Origin(file, Backups.at(file).map(Stored::manifest).orElse(null));
    }

    /** Of the file, or of all in the folder. */
    public long bytes() throws IOException {
        return Disk.bytes(file);
    }

    public String name() {
        return String.valueOf(file.getFileName());
    }

    /** What its first bytes tell; a folder without a list of contents is of no kind. */
    public ArchiveHead kind() throws IOException {
        Path head = head();
        return !head.equals(file) && Files.notExists(head)
                ? ArchiveHead.NONE
                : ArchiveHead.of(head);
    }

    /** The file whose first bytes tell what it is. */
    public Path head() {
        return Files.isDirectory(file) ? file.resolve("toc.dat") : file;
    }
}
