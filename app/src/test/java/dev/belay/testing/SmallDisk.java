package dev.belay.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system of its own, which can be filled; needs the right to mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path at;
    private final Path filler;

    /**
     * Mounts it; the test is skipped where that is not permitted.
     *
     * @param at an empty folder
     * @param size as mount has it: {@code 8m}
     */
    public SmallDisk(Path at, String size) throws Exception {
        this.at = at;
        this.filler = at.resolve("filler");
        boolean mounted =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "x", at.toString())
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
        assumeTrue(mounted, "no small file system can be mounted here");
    }

    /** Leaves no byte. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            // As intended.
        }
    }

    /** Leaves so many bytes. */
    public void leave(long bytes) {
        fill();
        try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
            channel.truncate(Math.max(0, channel.size() - bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing on it can be changed from now on. */
    public void readOnly() throws Exception {
        int exit = new ProcessBuilder("mount", "-o", "remount,ro", at.toString()).start().waitFor();
        assumeTrue(exit == 0, "nothing can be mounted read-only here");
    }

    public void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws Exception {
        new ProcessBuilder("umount", "-l", at.toString()).start().waitFor();
    }
}
