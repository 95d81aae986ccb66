package dev.belay.history;

import org.flywaydb.core.api.MigrationVersion;

import java.util.Comparator;

/**
 * Versions compared as Flyway does: {@code 1.10} comes after {@code 1.9}, {@code 1.0} is {@code 1}.
 */
public final class Versions {
    public static final Comparator<String> ORDER =
            Comparator.comparing(MigrationVersion::fromVersion);

    private Versions() {}

    public static boolean atMost(String version, String limit) {
        return ORDER.compare(version, limit) <= 0;
    }

    /** True if the text is a version at all. */
    public static boolean valid(String text) {
        return !text.isEmpty() && Applied.version(text) != null;
    }

    /** True if the history or the folder has a migration of that version. */
    public static boolean known(History history, String version) {
        return valid(version)
                && history.migrations().stream()
                        .anyMatch(
                                m ->
                                        m.version() != null
                                                && ORDER.compare(m.version(), version) == 0);
    }
}
