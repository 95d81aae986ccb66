package dev.belay.cli;

import dev.belay.db.Identity;
import dev.belay.db.Purpose;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.Locale;

/** {@code belay target test}: connects once, and says who answered. */
@Command(name = "test")
final class TargetTest implements Action {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        Target target = call.parts().targets().get(name);
        new Crashes(call).tellOpen(target);
        long start = System.nanoTime();
        try (Session session = new Connector(call).open(target, Purpose.ASK, Retry.ONCE)) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            tell(call, target, session.identity(), took);
        }
        return ExitCode.DONE;
    }

    private static void tell(Call call, Target target, Identity identity, Duration took) {
        String role = identity.role().name().toLowerCase(Locale.ROOT);
        if (call.out().json()) {
            call.out()
                    .document(
                            Profile.document(target)
                                    .put("connected", true)
                                    .put("serverVersion", identity.version().text())
                                    .put("role", role)
                                    .put("fingerprint", identity.fingerprint())
                                    .put("pooler", identity.pooler())
                                    .put("connectMs", took));
            return;
        }
        call.out()
                .line(
                        Style.GOOD,
                        Messages.text(
                                "cli.target.tested",
                                target.name(),
                                target.engine().title(),
                                identity.version().text(),
                                role,
                                Units.duration(took)));
        if (identity.pooler() != null) {
            call.out().line(Messages.text("check.connection.pooler", identity.pooler()));
        }
    }
}
