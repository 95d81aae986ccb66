package dev.belay.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders 0700 and files 0600, whatever the umask. Where the file system has no such modes, the
 * user's own folders protect them.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /**
     * Makes the folder and those above it that are missing. One that exists keeps its mode: it may
     * be shared on purpose.
     */
    public static void folder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder)) {
            return;
        }
        if (parent != null) {
            folder(parent);
        }
        try {
            Files.createDirectory(folder, attributes(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /**
     * Makes a folder in one that is there.
     *
     * @throws FileAlreadyExistsException if there is one, or a file, of that name
     */
    public static void newFolder(Path folder) throws IOException {
        Files.createDirectory(folder, attributes(folder, FOLDER));
    }

    /**
     * Makes an empty file, or takes others' rights from one that exists, without opening it.
     *
     * @return true if it was made
     */
    public static boolean file(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
            return true;
        } catch (FileAlreadyExistsException e) {
            if (posix(file) && !FILE.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, FILE);
            }
            return false;
        }
    }

    /**
     * Puts on the disk which files a folder holds under which names. Windows opens no folder, and
     * keeps names by itself.
     */
    public static void synced(@Nullable Path folder) throws IOException {
        if (folder != null && posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return posix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
