package dev.belay.watch.check;

import dev.belay.db.WriteAccess;
import dev.belay.message.Messages;
import dev.belay.watch.Status;

import java.sql.SQLException;

/** Would a write be taken? Found out without writing. */
final class WriteAccessCheck implements HealthCheck {
    static final String NAME = "write_access";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding find(CheckContext context) throws SQLException {
        WriteAccess access = context.session().dialect().writeAccess(context.session());
        String detail = access.detail();
        return switch (access.answer()) {
            case YES -> Finding.ok(Messages.text("check.write_access.yes"), detail);
            // A standby is read-only because it shall be: an answer, and no trouble.
            case STANDBY -> Finding.ok(Messages.text("check.write_access.standby"), detail);
            case READ_ONLY -> Finding.warn(Messages.text("check.write_access.read_only"), detail);
            case NOT_PERMITTED -> new Finding(Status.NOT_PERMITTED, null, detail);
            case UNKNOWN -> Finding.unknown(detail);
        };
    }
}
