package dev.belay.watch.check;

import dev.belay.message.Messages;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.watch.Check;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/**
 * What a check found, before its name and the time it took are known.
 *
 * @param value the short answer, or null where there is none
 * @param detail one sentence
 * @param rows row counts by table, null for a table that was not counted; empty for most checks
 */
record Finding(
        Status status, @Nullable String value, String detail, Map<String, @Nullable Long> rows) {

    Finding(Status status, @Nullable String value, String detail) {
        this(status, value, detail, Map.of());
    }

    static Finding ok(String value, String detail) {
        return new Finding(Status.OK, value, detail);
    }

    static Finding warn(String value, String detail) {
        return new Finding(Status.WARN, value, detail);
    }

    static Finding fail(String value, String detail) {
        return new Finding(Status.FAIL, value, detail);
    }

    static Finding unknown(String detail) {
        return new Finding(Status.UNKNOWN, null, detail);
    }

    /** Not permitted, with the grant of the target's engine that would help. */
    static Finding notPermitted(Target target) {
        String user = target.address() instanceof Address.Server s ? s.user() : null;
        String key = "check.not_permitted." + target.engine().id();
        return new Finding(
                Status.NOT_PERMITTED,
                null,
                user == null || !Messages.has(key)
                        ? Messages.text("check.not_permitted")
                        : Messages.text(key, user));
    }

    Check named(String name, @Nullable Duration took) {
        return new Check(name, status, took, value, detail, rows, null);
    }
}
