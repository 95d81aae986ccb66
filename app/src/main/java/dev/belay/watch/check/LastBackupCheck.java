package dev.belay.watch.check;

import dev.belay.message.Messages;

import java.time.Duration;

/** How old is the newest backup? Nothing here takes one yet, so nobody knows. */
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
        return Finding.unknown(Messages.text("check.last_backup.unknown"));
    }
}
