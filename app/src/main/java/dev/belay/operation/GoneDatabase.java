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

/** A database that is not there any more, and how it is restored all the same. */
final class GoneDatabase {
    private static final String GONE = "postgresql.database";
    private static final String FILE = "sqlite.missing";
    private static final String FOLDER = "sqlite.folder-missing";

    private GoneDatabase() {}

    /** The problem as it was told, with the command that restores a database that is gone. */
    static Problem told(Problem problem, Target target, Backups backups, RestoreWish wish) {
        return switch (problem.key()) {
            case GONE -> advising(problem, "restore.gone.advice", elsewhere(target, backups, wish));
            case FILE -> advising(problem, "restore.gone.file", again(target, wish));
            case FOLDER -> advising(problem, "restore.gone.folder", again(target, wish));
            default -> problem;
        };
    }

    private static Problem advising(Problem problem, String key, Twin command) {
        return problem.advising(Messages.text(key, command.line()));
    }

    /** A file is made anew in its place; nothing is there that it could take. */
    private static Twin again(Target target, RestoreWish wish) {
        Map<String, String> arguments = new HashMap<>(wish.arguments());
        arguments.putIfAbsent(RestoreWish.AS, target.databaseName());
        return confirmed(Twin.of(target, new Request(Restore.NAME, arguments, false)), target);
    }

    private static Twin elsewhere(Target target, Backups backups, RestoreWish wish) {
        Target other = Maintenance.at(target, Maintenance.beside(target.databaseName()));
        Target unsaved =
                TargetUrl.of(other.acting())
                        .target(target.name(), target.environment())
                        .withFolders(target.folders());
        Map<String, String> arguments = new HashMap<>(wish.arguments());
        arguments.put(RestoreWish.FROM, file(target, backups, wish.from()));
        arguments.putIfAbsent(RestoreWish.AS, target.databaseName());
        return confirmed(Twin.of(unsaved, new Request(Restore.NAME, arguments, false)), unsaved);
    }

    private static Twin confirmed(Twin twin, Target target) {
        return target.environment() == Environment.PRODUCTION
                ? twin.confirming(target.databaseName())
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
