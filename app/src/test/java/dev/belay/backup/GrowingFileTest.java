package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

class GrowingFileTest {
    @TempDir Path folder;

    @Test
    void isReadWhileItIsWrittenAndToItsEnd() throws Exception {
        byte[] all = new byte[300_000];
        new Random(7).nextBytes(all);
        Path file = Files.createFile(folder.resolve("growing"));
        try (GrowingFile growing = new GrowingFile(file);
                var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            CompletableFuture<byte[]> read =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return growing.readAllBytes();
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            for (int from = 0; from < all.length; from += 30_000) {
                out.write(all, from, 30_000);
                Thread.sleep(10);
                assertThat(read).isNotDone();
            }
            growing.whole();

            assertThat(read.get()).isEqualTo(all);
        }
    }

    @Test
    void ofNothingIsEmpty() throws Exception {
        try (GrowingFile growing = new GrowingFile(Files.createFile(folder.resolve("empty")))) {
            growing.whole();

            assertThat(growing.readAllBytes()).isEmpty();
        }
    }
}
