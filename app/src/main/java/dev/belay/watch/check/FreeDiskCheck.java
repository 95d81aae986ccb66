package dev.belay.watch.check;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.util.OptionalLong;

/** Is there room to grow where the database lives? */
final class FreeDiskCheck implements HealthCheck {
    /** A tenth of what should stay free: now it is a matter of minutes. */
    static final int FAIL_PART = 10;

    @Override
    public String name() {
        return "free_disk";
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public Finding find(CheckContext context) {
        OptionalLong free = context.session().dialect().freeDisk(context.session());
        if (free.isEmpty()) {
            return Finding.unknown(Messages.text("check.free_disk.unknown"));
        }
        long bytes = free.getAsLong();
        long wanted = context.thresholds().freeDisk();
        String value = Units.size(bytes);
        if (bytes >= wanted) {
            return Finding.ok(value, Messages.text("check.free_disk.ok"));
        }
        String detail = Messages.text("check.free_disk.low", Units.size(wanted));
        return bytes < wanted / FAIL_PART
                ? Finding.fail(value, detail)
                : Finding.warn(value, detail);
    }
}
