package dev.belay.operation;

import dev.belay.backup.Backups;
import dev.belay.backup.Origin;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;

import java.util.HashMap;
import java.util.Map;

/** A database that is not there any more, and how it is restored from another one of its server. */
final class GoneDatabase {
    private static final String GONE = "postgresql.database";

    private GoneDatabase() {}

    /** The problem as it was told, with the command that restores a database that is gone. */
    static Problem told(Problem problem, Target target, Backups backups, RestoreWish wish) {
        return problem.key().equals(GONE)
                ? problem.advising(
                        Messages.text("restore.gone.advice", command(target, backups, wish).line()))
                : problem;
    }

    private static Twin command(Target target, Backups backups, RestoreWish wish) {
        Target other = Maintenance.at(target, Maintenance.beside(target.databaseName()));
        Target unsaved =
                TargetUrl.of(other.acting())
                        .target(target.name(), target.environment())
                        .withFolders(target.folders());
        Map<String, String> arguments = new HashMap<>(wish.arguments());
        arguments.put(RestoreWish.FROM, file(target, backups, wish.from()));
        arguments.putIfAbsent(RestoreWish.AS, target.databaseName());
        Twin twin = Twin.of(unsaved, new Request(Restore.NAME, arguments, false));
        return target.environment() == Environment.PRODUCTION
                ? twin.confirming(unsaved.databaseName())
                : twin;
    }

    /** The catalogue of another target does not list it. */
    private static String file(Target target, Backups backups, String named) {
        try {
            return Origin.find(backups, target, named).file().toAbsolutePath().toString();
        } catch (BelayException e) {
            return named;
        }
    }
}
