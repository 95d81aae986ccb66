package dev.belay.cli;

import dev.belay.activity.LockTree;
import dev.belay.activity.Locks;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.Vitals;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code belay locks}: who waits for whom. */
@Command(name = "locks")
final class LocksCommand implements Action {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Option(names = "--watch")
    boolean watch;

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        Target target = call.target();
        Connector connector = new Connector(call);
        if (watch) {
            call.parts().endless();
        }
        connector.ask(target, session -> tell(call, session));
        while (watch) {
            Thread.sleep(EVERY);
            try {
                connector.ask(target, Purpose.WATCH, session -> follow(call, session));
            } catch (BelayException e) {
                // It may come back, and then its locks are of interest.
                call.out().told(e.problem());
            }
        }
        return ExitCode.DONE;
    }

    private boolean follow(Call call, Session session) throws SQLException, InterruptedException {
        while (tell(call, session)) {
            Thread.sleep(EVERY);
        }
        return false;
    }

    private boolean tell(Call call, Session session) throws SQLException {
        Optional<LockTree> tree = Locks.read(session).map(LockTree::of);
        Vitals file =
                Sessions.onServer(session.target())
                        ? Vitals.NONE
                        : session.dialect().vitals(session);
        if (call.out().json()) {
            Json document = tree.map(LocksDocument::of).orElseGet(LocksDocument::unknown);
            document.put("target", Call.name(session.target()));
            if (!Sessions.onServer(session.target())) {
                PoolFigures.file(document, file);
            }
            call.out().document(document);
        } else {
            if (watch) {
                call.out().line(Units.moment(tree.map(LockTree::at).orElseGet(Instant::now)));
            }
            text(call.out(), session.target(), tree);
            PoolFigures.tellFile(call.out(), file);
        }
        call.out().flush();
        return true;
    }

    private static void text(Output out, Target target, Optional<LockTree> tree) {
        if (tree.isPresent()) {
            LocksText.tell(out, target, tree.get());
        } else {
            out.line(Messages.text("cli.locks.unknown", Call.name(target)));
        }
    }
}
