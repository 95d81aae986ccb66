package dev.belay.ui.backups;

import dev.belay.backup.Manifest;
import dev.belay.backup.Proof;
import dev.belay.backup.Run;
import dev.belay.backup.Stored;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.StatusIcon;

import java.time.Duration;
import java.time.Instant;

/** One line of the table: a copy that is kept, or a backup that failed. */
sealed interface Line {
    String NONE = "–";

    /** When it was taken, or begun. */
    Instant taken();

    /** The same however often it is read. */
    String key();

    StatusIcon.Kind kind();

    /** How it stands: {@code proven}, {@code 81 % smaller}, {@code failed: the disk is full}. */
    String standing();

    /** The style class of these words. */
    String colour();

    /** How long its restore took, empty if nobody tried. */
    String restoreTime();

    /** Bytes of its file, or -1. */
    long bytes();

    String schema();

    /** Why it was taken. */
    String why();

    boolean encrypted();

    default String size() {
        return bytes() < 0 ? NONE : Units.size(bytes());
    }

    /**
     * A copy that is kept.
     *
     * @param smaller by how many percent it is smaller than the one before; 0 if that is no trouble
     */
    record Kept(Stored stored, int smaller) implements Line {
        @Override
        public Instant taken() {
            return stored.manifest().takenAt();
        }

        @Override
        public String key() {
            return stored.file().toString();
        }

        @Override
        public StatusIcon.Kind kind() {
            if (smaller > 0) {
                return StatusIcon.Kind.WARN;
            }
            return stored.proof() == null ? StatusIcon.Kind.VERIFIED : StatusIcon.Kind.PROVEN;
        }

        @Override
        public String standing() {
            if (smaller > 0) {
                return Messages.text("backups.smaller", Integer.toString(smaller));
            }
            return Messages.text(stored.proof() == null ? "backups.verified" : "backups.proven");
        }

        @Override
        public String colour() {
            return smaller > 0 ? "warn-text" : stored.proof() == null ? "muted" : "text";
        }

        @Override
        public String restoreTime() {
            Proof proof = stored.proof();
            return proof == null || smaller > 0
                    ? ""
                    : Units.duration(Duration.ofMillis(proof.restoreMs()));
        }

        @Override
        public long bytes() {
            return stored.manifest().bytes();
        }

        @Override
        public String schema() {
            String version = stored.manifest().schemaVersion();
            return version == null
                    ? Messages.text("backups.unknown")
                    : version.isEmpty() ? NONE : "V" + version;
        }

        @Override
        public String why() {
            Manifest manifest = stored.manifest();
            return manifest.before() == null
                    ? Messages.text("backups.why.asked")
                    : Messages.text("backups.why.before", manifest.before());
        }

        @Override
        public boolean encrypted() {
            return stored.manifest().encrypted();
        }
    }

    /** A backup of which nothing is kept. */
    record Failed(Run run) implements Line {
        @Override
        public Instant taken() {
            return run.began();
        }

        @Override
        public String key() {
            return run.operation();
        }

        @Override
        public StatusIcon.Kind kind() {
            return StatusIcon.Kind.FAIL;
        }

        @Override
        public String standing() {
            return Messages.text("backups.failed", reason());
        }

        String reason() {
            String reason = run.reason();
            return reason == null ? Messages.text("backups.unknown") : reason;
        }

        @Override
        public String colour() {
            return "fail-text";
        }

        @Override
        public String restoreTime() {
            return "";
        }

        @Override
        public long bytes() {
            return -1;
        }

        @Override
        public String schema() {
            return NONE;
        }

        @Override
        public String why() {
            return Messages.text("backups.why.asked");
        }

        @Override
        public boolean encrypted() {
            return false;
        }
    }
}
