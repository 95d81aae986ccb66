package dev.belay.ui.backups;

import dev.belay.backup.Manifest;
import dev.belay.backup.Proof;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Backups as a catalogue would list them, for tests of what is said of them. */
final class Kept {
    static final long MB = 1_000_000;

    private Kept() {}

    static Stored of(Instant taken, long bytes) {
        return of(taken, bytes, null, null);
    }

    static Stored of(
            Instant taken, long bytes, @Nullable String before, @Nullable Duration restored) {
        String id = taken.toString().replaceAll("\\D", "");
        Manifest manifest =
                new Manifest(
                        id,
                        "shop_backup_" + id + ".db",
                        "sqlite",
                        "sqlite",
                        "3.50.1",
                        "/srv/shop.db",
                        "f00d",
                        "a".repeat(64),
                        bytes,
                        new TreeMap<>(Map.of("orders", 1_204_112L, "customers", 318_402L)),
                        taken,
                        41_000L,
                        List.of(),
                        before,
                        "7",
                        "41",
                        null,
                        null,
                        "copy it");
        Proof proof =
                restored == null
                        ? null
                        : new Proof(taken, restored.toMillis(), 1_522_514, "a scratch file");
        return new Stored(Path.of("/backups/shop", manifest.file()), manifest, proof);
    }

    static Run failed(Instant began, String reason) {
        return new Run(
                "9",
                "shop",
                "/srv/shop.db",
                "f00d",
                began,
                Duration.ofSeconds(12),
                Run.Result.FAILED,
                null,
                null,
                2_100 * MB,
                reason);
    }

    static Contents contents(Instant at, List<Stored> kept, List<Run> failed) {
        return new Contents(
                Path.of("/backups/shop"), kept, List.of(), failed, 312_000 * MB, null, at);
    }
}
