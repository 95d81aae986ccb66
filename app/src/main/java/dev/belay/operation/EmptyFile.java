package dev.belay.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty database file in a folder of its own, gone when closed. */
record EmptyFile(Path file) implements AutoCloseable {
    static EmptyFile make() throws IOException {
        Path folder = Files.createTempDirectory("belay-empty");
        return new EmptyFile(Files.createFile(folder.resolve("empty.db")));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
