package dev.belay.watch.check;

import dev.belay.message.Messages;

import java.time.Duration;

/** Are the backups of the target as they should be? Neither it nor their files are read here. */
final class LastBackupCheck implements HealthCheck {
    @Override
    public String name() {
        return "last_backup";
    }

    @Override
    public Duration rhythm() {
        return SELDOM;
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public Finding find(CheckContext context) {
        LastBackup known = context.lastBackup();
        return known == null
                ? Finding.unknown(Messages.text("check.last_backup.unknown"))
                : new Finding(known.status(), known.value(), known.detail());
    }
}
