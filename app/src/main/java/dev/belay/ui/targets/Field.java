package dev.belay.ui.targets;

import dev.belay.message.Messages;

import java.util.Locale;

/** A field of a profile as text, and the section of the form it stands in. */
enum Field {
    NAME(Section.TARGET),
    FILE(Section.FILE),
    HOST(Section.SERVER),
    PORT(Section.SERVER),
    DATABASE(Section.SERVER),
    USER(Section.SERVER),
    ACT_USER(Section.SERVER),
    PGBOUNCER(Section.SERVER),
    ROOT_CERTIFICATE(Section.WAY),
    CLIENT_CERTIFICATE(Section.WAY),
    CLIENT_KEY(Section.WAY),
    SSH(Section.WAY),
    MIGRATIONS(Section.FOLDERS),
    SEEDS(Section.FOLDERS),
    BACKUPS(Section.FOLDERS),
    SCHEDULE(Section.BACKUPS),
    FLYWAY_FILE(Section.FLYWAY),
    SCHEMAS(Section.FLYWAY),
    TABLE(Section.FLYWAY),
    LOCATIONS(Section.FLYWAY),
    PLACEHOLDERS(Section.FLYWAY),
    POOL_WARN(Section.THRESHOLDS),
    POOL_LIMIT(Section.THRESHOLDS),
    LOCK_WAIT(Section.THRESHOLDS),
    LATENCY(Section.THRESHOLDS),
    COUNTED_TABLES(Section.THRESHOLDS);

    /** Fields that stand together. */
    enum Section {
        TARGET,
        FILE,
        SERVER,
        WAY,
        FOLDERS,
        BACKUPS,
        FLYWAY,
        THRESHOLDS;

        String title() {
            return Messages.text("targets.section." + name().toLowerCase(Locale.ROOT));
        }
    }

    private final Section section;

    Field(Section section) {
        this.section = section;
    }

    Section section() {
        return section;
    }

    String title() {
        return Messages.text(key() + ".title");
    }

    /** What stands greyed in the empty field: the default, or an example. */
    String prompt() {
        return Messages.text(key() + ".prompt");
    }

    private String key() {
        return "targets.field." + name().toLowerCase(Locale.ROOT);
    }
}
