package dev.belay.operation;

import dev.belay.backup.Sealing;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a backup is taken, as its caller chose.
 *
 * @param recipients public keys that open it, or none
 * @param byPassphrase true if a passphrase opens it
 * @param passphrase null if there is none, or it is not known any more
 * @param jobs how many tables are read at a time, into a folder; 0 for one file
 * @param gently true if others are to be disturbed as little as possible
 */
public record BackupChoice(
        List<String> recipients,
        boolean byPassphrase,
        @Nullable Secret passphrase,
        int jobs,
        boolean gently) {
    /** The arguments, by the names of the command's options. */
    public static final String ENCRYPT = "encrypt";

    public static final String PASSPHRASE = "passphrase-stdin";
    public static final String JOBS = "jobs";
    public static final String GENTLY = "gently";

    /** One plain file. */
    public static final BackupChoice PLAIN = new BackupChoice(List.of(), false, null, 0, false);

    private static final int MOST_JOBS = 64;

    public BackupChoice {
        recipients = List.copyOf(recipients);
    }

    /** That of arguments; {@code encrypt} holds public keys with blanks between. */
    static BackupChoice of(Request request) {
        Map<String, String> arguments = request.arguments();
        String keys = arguments.getOrDefault(ENCRYPT, "").strip();
        String jobs = arguments.getOrDefault(JOBS, "0");
        return new BackupChoice(
                keys.isEmpty() ? List.of() : List.of(keys.split(" +")),
                arguments.containsKey(PASSPHRASE),
                request.secret(),
                jobs.matches("[0-9]{1,4}") ? Integer.parseInt(jobs) : -1,
                arguments.containsKey(GENTLY));
    }

    Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>();
        if (!recipients.isEmpty()) {
            arguments.put(ENCRYPT, String.join(" ", recipients));
        }
        if (byPassphrase) {
            arguments.put(PASSPHRASE, "");
        }
        if (jobs != 0) {
            arguments.put(JOBS, Integer.toString(jobs));
        }
        if (gently) {
            arguments.put(GENTLY, "");
        }
        return arguments;
    }

    boolean encrypted() {
        return byPassphrase || !recipients.isEmpty();
    }

    /**
     * @throws dev.belay.message.BelayException with {@link ExitCode#USAGE} if a recipient is none
     */
    Sealing sealing() {
        Secret known = passphrase;
        return known == null ? Sealing.of(recipients) : Sealing.of(known);
    }

    /** Why none can be taken so. */
    Optional<Problem> refusal(Target target) {
        if (jobs < 0 || jobs > MOST_JOBS) {
            return refused("backup.jobs", target, Integer.toString(MOST_JOBS));
        }
        if (jobs > 0 && target.engine() != Engine.POSTGRESQL) {
            return refused("backup.jobs-file", target);
        }
        if (jobs > 0 && encrypted()) {
            return refused("backup.jobs-encrypted", target);
        }
        if (byPassphrase && !recipients.isEmpty()) {
            return refused("backup.two-keys", target);
        }
        return Optional.empty();
    }

    private static Optional<Problem> refused(String key, Target target, Object... arguments) {
        return Optional.of(Problem.of(key, target.known(), ExitCode.USAGE, arguments));
    }
}
