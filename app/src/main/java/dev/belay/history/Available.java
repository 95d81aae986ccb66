package dev.belay.history;

import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a target's folders offer, ready to be joined with its table. Immutable once built.
 *
 * @param undo undo scripts by version
 * @param target the version above which nothing is applied, as the Flyway file asks
 * @param notes files Flyway passes over though they look like migrations
 */
record Available(
        List<Script> scripts,
        Map<Key, Script> versioned,
        Map<String, Script> repeatable,
        Map<MigrationVersion, Path> undo,
        MigrationVersion target,
        boolean outOfOrder,
        List<String> notes) {

    /** A version's script and the one a {@code B} script offers for it are two. */
    record Key(MigrationVersion version, String type) {}

    static Available of(
            List<Script> scripts,
            Map<MigrationVersion, Path> undo,
            MigrationVersion target,
            boolean outOfOrder,
            List<String> notes) {
        Map<Key, Script> versioned = new HashMap<>();
        Map<String, Script> repeatable = new HashMap<>();
        for (Script script : scripts) {
            MigrationVersion version = script.version();
            if (version == null) {
                repeatable.put(script.description(), script);
            } else {
                versioned.put(new Key(version, script.type()), script);
            }
        }
        return new Available(scripts, versioned, repeatable, undo, target, outOfOrder, notes);
    }

    /** The script a row was made of, or null if it is not there. */
    @Nullable Script of(Applied row) {
        MigrationVersion version = row.version();
        return version == null
                ? repeatable.get(row.description())
                : versioned.get(new Key(version, row.type()));
    }
}
