package dev.belay.backup;

import dev.belay.message.BelayException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Of what the backups in all folders are, at a glance; a manifest that stays as it is is read once.
 */
final class Headings {
    private static final Logger LOG = LoggerFactory.getLogger(Headings.class);
    private static final String NOT_OURS = ".proof" + Place.MANIFEST;

    private final Map<Path, Heading> known = new ConcurrentHashMap<>();

    /**
     * Of one.
     *
     * @param beside its manifest
     * @param database that it was taken of, where that stood then
     */
    record Heading(
            Path beside,
            long size,
            FileTime written,
            String id,
            Path file,
            String engine,
            String database,
            String fingerprint,
            Instant takenAt) {
        private boolean fits(BasicFileAttributes now) {
            return size == now.size() && written.equals(now.lastModifiedTime());
        }
    }

    /**
     * Those that can be read.
     *
     * @param backups the folder of all backups
     * @param part of each target's folder; empty for that itself
     */
    List<Heading> beneath(Path backups, String part) {
        return listed(backups).stream()
                .map(own -> own.resolve(part))
                .flatMap(own -> listed(own).stream())
                .filter(f -> f.toString().endsWith(Place.MANIFEST))
                .filter(f -> !f.toString().endsWith(NOT_OURS))
                .flatMap(f -> of(f).stream())
                .toList();
    }

    /** What a folder holds; nothing if there is none, or nobody may look. */
    static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The backups in {} cannot be listed", folder, e);
            return List.of();
        }
    }

    private Optional<Heading> of(Path beside) {
        try {
            BasicFileAttributes now = Files.readAttributes(beside, BasicFileAttributes.class);
            Heading before = known.get(beside);
            if (before != null && before.fits(now)) {
                return Optional.of(before);
            }
            Stored stored = Backups.read(beside);
            if (!stored.manifestFile().equals(beside)) {
                LOG.warn("{} is not called like the manifest of {}", beside, stored.file());
                return Optional.empty();
            }
            Manifest manifest = stored.manifest();
            Heading heading =
                    new Heading(
                            beside,
                            now.size(),
                            now.lastModifiedTime(),
                            stored.id(),
                            stored.file(),
                            manifest.engine(),
                            manifest.database(),
                            manifest.fingerprint(),
                            manifest.takenAt());
            known.put(beside, heading);
            return Optional.of(heading);
        } catch (BelayException e) {
            LOG.warn("Not listed: {}", e.problem().why(), e);
            return Optional.empty();
        } catch (IOException e) {
            LOG.info("{} is gone", beside, e);
            return Optional.empty();
        }
    }
}
