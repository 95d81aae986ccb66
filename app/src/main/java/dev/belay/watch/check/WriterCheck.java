package dev.belay.watch.check;

import dev.belay.db.FileHolder;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.ServerWords;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Which process writes to a file now, as the system tells, without taking a lock to find out? */
final class WriterCheck implements HealthCheck {
    private static final Set<String> WRITING = Set.of("write", "reserved", "pending", "exclusive");

    @Override
    public String name() {
        return "writer";
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public @Nullable Finding find(CheckContext context) {
        if (context.session().identity().role() != Identity.Role.FILE) {
            return null;
        }
        if (!context.vitals().has(Metric.PROCESSES)) {
            return Finding.unknown(Messages.text("check.connections.untold"));
        }
        List<FileHolder> holders = context.session().dialect().holders(context.session());
        return holders.stream()
                .filter(h -> WRITING.contains(h.lock()))
                .findFirst()
                .map(
                        h ->
                                Finding.ok(
                                        Long.toString(h.pid()),
                                        Messages.text(
                                                "check.writer.writes",
                                                Long.toString(h.pid()),
                                                ServerWords.tame(h.command()))))
                .orElseGet(
                        () ->
                                Finding.ok(
                                        Messages.text("check.writer.no_value"),
                                        Messages.text("check.writer.none")));
    }
}
