package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.backup.Backups;
import dev.belay.backup.Copies;
import dev.belay.backup.Manifest;
import dev.belay.history.Versions;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Belay's own copies, for operations. */
public final class SafetyCopies implements SafetyCopy {
    private static final Set<String> LOOK_AT_HISTORY = Set.of("init", "migrate", "rollback");

    private final Copies copies;
    private final Backups backups;

    public SafetyCopies(Archive archive) {
        this.copies = archive.copies();
        this.backups = archive.backups();
    }

    @Override
    public Optional<String> hindrance(Target target) {
        return copies.hindrance(target);
    }

    @Override
    public Path take(Plan plan, Progress progress, Stop stop) {
        try (Attending attending = Attending.evenly(Phase.SAFE, progress, stop)) {
            return copies.take(plan.target(), plan.operation(), version(plan), attending);
        }
    }

    private static @Nullable String version(Plan plan) {
        String seen = plan.seen().version();
        boolean looked = LOOK_AT_HISTORY.contains(plan.operation());
        return seen == null && looked ? "" : seen;
    }

    @Override
    public Optional<Earlier> before(Target target, String version, @Nullable Instant applied) {
        return backups.safetyCopies(target).stream()
                .filter(c -> isBefore(c.manifest(), version, applied))
                .findFirst()
                .map(
                        c ->
                                new Earlier(
                                        c.file(),
                                        c.manifest().takenAt(),
                                        c.manifest().schemaVersion()));
    }

    /** By its own version; by the clocks only where that is not known. */
    private static boolean isBefore(Manifest manifest, String version, @Nullable Instant applied) {
        String own = manifest.schemaVersion();
        if (own == null) {
            return applied != null && manifest.takenAt().isBefore(applied);
        }
        return own.isEmpty() || !Versions.atMost(version, own);
    }
}
