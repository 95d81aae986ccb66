package dev.belay.backup;

import dev.belay.db.ClaimFile;
import dev.belay.store.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where one copy is made: in a folder of its own, which is claimed as long as it is wanted, and
 * under its own name only when it is whole and on the disk. Closing it takes that folder away.
 */
final class Place implements AutoCloseable {
    /** How the file ends that stands beside a copy. */
    static final String MANIFEST = ".json";

    private static final DateTimeFormatter SAFETY_TIME = format("yyyyMMdd'T'HHmmss.SSS'Z'");
    private static final DateTimeFormatter ID = format("yyyyMMdd_HHmmss");
    private static final int IN_A_SECOND = 1000;
    private static final int TRIES = 20;

    private final Path folder;
    private final String id;
    private final String name;
    private final Path work;
    private final ClaimFile claim;
    private String ending;

    private Place(Path folder, String id, String name, String ending, ClaimFile claim) {
        this.folder = folder;
        this.id = id;
        this.name = name;
        this.ending = ending;
        this.claim = claim;
        this.work = Leftovers.work(folder, name);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /**
     * One for a safety copy.
     *
     * @param folder that of all backups
     * @param ending of the file's name: {@code db}
     */
    static Place safety(Path folder, String target, Instant at, String operation, String ending)
            throws IOException {
        Path own = FileName.folder(folder, target).resolve("safety");
        String name = SAFETY_TIME.format(at) + "-before-" + FileName.of(operation);
        return named(own, "", List.of(name), ending);
    }

    /**
     * One for a backup; one that is taken in the same second gets a number behind its own.
     *
     * @param folder that of all backups
     * @param ending of the file's name: {@code db}
     */
    static Place backup(Path folder, String target, Instant at, String ending) throws IOException {
        Path own = FileName.folder(folder, target);
        String prefix = own.getFileName() + "_backup_";
        List<String> names =
                Stream.iterate(1, n -> n + 1)
                        .limit(IN_A_SECOND)
                        .map(n -> prefix + ID.format(at) + (n == 1 ? "" : "_" + n))
                        .toList();
        return named(own, prefix, names, ending);
    }

    /**
     * One in which nothing is made that stays.
     *
     * @param folder that of all backups
     */
    static Place scratch(Path folder, String target) throws IOException {
        return named(
                FileName.folder(folder, target), "", List.of("opened-" + UUID.randomUUID()), "");
    }

    private static Place named(Path own, String prefix, List<String> names, String ending)
            throws IOException {
        OwnerOnly.folder(own);
        for (String name : names) {
            ClaimFile claim = claimed(own, name);
            if (claim == null) {
                continue;
            }
            Place place = new Place(own, name.substring(prefix.length()), name, ending, claim);
            if (!taken(own, name)) {
                return place;
            }
            place.close();
        }
        throw new FileAlreadyExistsException(own.resolve(names.getLast()).toString());
    }

    /** The claim on a new folder to work in, or null if there is one already. */
    private static @Nullable ClaimFile claimed(Path own, String name) throws IOException {
        Path work = Leftovers.work(own, name);
        for (int i = 0; i < TRIES; i++) {
            try {
                OwnerOnly.newFolder(work);
            } catch (FileAlreadyExistsException e) {
                return null;
            }
            ClaimFile claim = Leftovers.claim(work);
            try {
                if (claim.take() && Files.exists(work)) {
                    return claim;
                }
                claim.close(); // Who clears up was quicker, and takes the empty folder away.
            } catch (SQLException e) {
                if (Files.exists(work)) {
                    claim.removeFolder();
                    throw new IOException(e);
                }
            }
        }
        throw new FileAlreadyExistsException(work.toString());
    }

    private static boolean taken(Path own, String name) throws IOException {
        String work = String.valueOf(Leftovers.work(own, name).getFileName());
        try (Stream<Path> files = Files.list(own)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .anyMatch(f -> f.startsWith(name + ".") && !f.equals(work));
        }
    }

    /** {@code yyyyMMdd_HHmmss} of a backup. */
    String id() {
        return id;
    }

    /** The unfinished copy; it is not there yet. */
    Path part() {
        return work.resolve(name + "." + ending);
    }

    /** Where it may stand before it is encrypted; gone with the place. */
    Path plain() {
        return work.resolve("plain");
    }

    /** The name it will have. */
    Path file() {
        return folder.resolve(name + "." + ending);
    }

    /** Gives the copy its name, after its manifest has one: a copy never stands without. */
    Path finish(Manifest manifest) throws IOException {
        Path part = work.resolve(name + MANIFEST);
        Path beside = file().resolveSibling(file().getFileName() + MANIFEST);
        OwnerOnly.file(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.UTF_8.encode(manifest.json());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, beside, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(part(), file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
        OwnerOnly.synced(folder);
        return file();
    }

    @Override
    public void close() throws IOException {
        claim.removeFolder();
    }
}
