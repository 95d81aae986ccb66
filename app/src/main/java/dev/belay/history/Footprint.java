package dev.belay.history;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which files stand in some folders, and how each looked without opening it: enough to tell whether
 * anything has to be read again.
 */
record Footprint(Map<Path, Stamp> files) {
    /** More than any folder of migrations holds; someone named a whole disk. */
    private static final int MOST = 50_000;

    /** How a file looked; a file put in another's place has another key. */
    record Stamp(long size, long modified, @Nullable Object key, long unsettled) {
        /**
         * A file written just now may be written again within the clock's own grain and keep its
         * time and size: until it has settled, its stamp equals no other.
         */
        private static final long GRAIN_MILLIS = 1_000;

        static Stamp of(BasicFileAttributes file) {
            long modified = file.lastModifiedTime().toMillis();
            boolean fresh = System.currentTimeMillis() - modified < GRAIN_MILLIS;
            return new Stamp(file.size(), modified, file.fileKey(), fresh ? System.nanoTime() : 0);
        }
    }

    /** The stamp of a script and of the {@code .conf} beside it, which changes how it is read. */
    record Pair(@Nullable Stamp script, @Nullable Stamp conf) {}

    Pair of(Path script) {
        return new Pair(
                files.get(script),
                files.get(script.resolveSibling(script.getFileName() + ".conf")));
    }

    static Footprint of(Collection<Path> folders) throws FolderProblem {
        Map<Path, Stamp> files = new HashMap<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new FolderProblem(
                        Files.exists(folder) ? "history.folder.file" : "history.folder.missing",
                        folder.toString());
            }
            Walk walk = new Walk(folder, files);
            try {
                // Flyway follows links, and skips hidden folders below the first.
                Files.walkFileTree(
                        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
            } catch (IOException e) {
                throw new FolderProblem("history.folder.unreadable", folder.toString());
            }
            if (walk.loop != null) {
                throw new FolderProblem("history.folder.loop", walk.loop.toString());
            }
            if (files.size() > MOST) {
                throw new FolderProblem("history.folder.large", folder.toString(), MOST);
            }
        }
        return new Footprint(files);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<Path, Stamp> files;
        private @Nullable Path loop;

        Walk(Path root, Map<Path, Stamp> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = String.valueOf(folder.getFileName()).startsWith(".");
            return hidden && !folder.equals(root)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, Stamp.of(attributes));
            return files.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof FileSystemLoopException) {
                loop = file;
                return FileVisitResult.TERMINATE;
            }
            if (file.equals(root)) {
                throw failure;
            }
            // Flyway passes over what it may not read.
            return FileVisitResult.CONTINUE;
        }
    }
}
