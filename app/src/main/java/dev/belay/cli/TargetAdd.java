package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** {@code belay target add}: saves a profile. The database is not asked. */
@Command(name = "add")
final class TargetAdd implements Action {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--url", required = true, paramLabel = "URL")
    String url = "";

    @Option(names = "--act-user", paramLabel = "USER")
    @Nullable String actUser;

    @Option(names = "--pgbouncer", paramLabel = "[USER@]HOST[:PORT]")
    @Nullable String pgBouncer;

    @Option(names = "--password-stdin")
    boolean passwordStdin;

    @Mixin final FlywayOptions flyway = new FlywayOptions();
    @Mixin final ServerOptions server = new ServerOptions();
    @Mixin final ThresholdOptions thresholds = new ThresholdOptions();

    @Override
    public ExitCode run(Call call) {
        if (passwordStdin) {
            throw Problem.of("cli.keychain", name, ExitCode.INCOMPATIBLE).asException();
        }
        Environment environment = Call.environment(call.options().environment);
        TargetUrl parsed = TargetUrl.parse(url, call.parts().surroundings());
        Target target =
                parsed.target(name, environment == null ? Environment.DEVELOPMENT : environment);
        call.parts().sessions().dialect(target);
        target =
                target.withAddress(server.over(target.address(), call))
                        .withFolders(folders(call))
                        .withFlyway(flyway.settings(call))
                        .withThresholds(thresholds.over(target.thresholds()))
                        .withOptions(options(target));
        Target saved = call.parts().targets().add(target);
        if (parsed.password() != null) {
            call.out().progress(Messages.text("cli.note.password", name));
        }
        if (saved.address() instanceof Address.File file && !Files.exists(file.path())) {
            call.out().progress(Messages.text("cli.note.missing", file.path().toString()));
        }
        if (call.out().json()) {
            call.out().document(Profile.document(saved));
        } else {
            call.out().line(Messages.text("cli.target.added", name, saved.place()));
        }
        return ExitCode.DONE;
    }

    private Map<String, String> options(Target target) {
        Map<String, String> all = new HashMap<>(target.options());
        if (actUser != null) {
            all.put(TargetUrl.ACT_USER, actUser);
        }
        if (pgBouncer != null) {
            all.put(TargetUrl.PGBOUNCER, pgBouncer);
        }
        return all;
    }

    private static Folders folders(Call call) {
        Options o = call.options();
        return new Folders(
                o.migrations == null ? null : call.absolute(o.migrations),
                o.seeds == null ? null : call.absolute(o.seeds),
                o.backups == null ? null : call.absolute(o.backups));
    }
}
