package dev.belay.watch.check;

import dev.belay.db.Identity;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.sql.SQLException;
import java.time.Duration;

/** Which version answers, in which role, and since when? */
final class ServerCheck implements HealthCheck {
    @Override
    public String name() {
        return "server";
    }

    @Override
    public Finding find(CheckContext context) throws SQLException {
        Identity identity = context.session().identity();
        String version = identity.version().text();
        if (!context.session().can("server")) {
            return Finding.ok(
                    version, Messages.text("check.server.file", context.target().engine().title()));
        }
        // Asked anew: a standby that is promoted keeps its connections.
        return context.session()
                .one(
                        "server",
                        row -> {
                            Duration up = Words.seconds(row.getDouble("up"));
                            String role =
                                    row.getBoolean("standby")
                                            ? "check.server.standby"
                                            : "check.server.primary";
                            return Finding.ok(version, Messages.text(role, Units.duration(up)));
                        });
    }
}
