package dev.belay.ui.targets;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.Reason;
import dev.belay.store.Surroundings;
import dev.belay.store.WholeFile;
import dev.belay.target.Address;
import dev.belay.target.ProfileFile;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Targets;
import dev.belay.watch.Watches;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the pages of targets work with: saved profiles, and the watches that follow them.
 *
 * @param store opened when it is first asked for, never on the JavaFX thread
 */
public record Profiles(
        Supplier<Targets> store,
        Watches watches,
        Sessions sessions,
        RememberedPasswords passwords,
        Surroundings surroundings) {

    /** The saved profiles; opens the store, and so blocks. */
    Targets targets() {
        return store.get();
    }

    /** Blocks on the store. */
    List<Target> list() {
        return targets().list();
    }

    /**
     * Saves a new profile or a changed one, and watches it from now on; blocks on the store.
     *
     * @param before the name it was read under, empty for a new one
     * @throws dev.belay.message.BelayException if it was changed elsewhere or the name is taken
     */
    Target save(String before, Target target) {
        Target saved = before.isEmpty() ? targets().add(target) : targets().save(before, target);
        if (!before.isEmpty() && !before.equals(saved.name())) {
            watches.remove(before);
        }
        watches.add(saved);
        return saved;
    }

    /**
     * Saves the profiles of a {@code .belay} file, all or none, and watches them; blocks.
     *
     * @throws dev.belay.message.BelayException if it is no such file or a name is taken
     */
    List<Target> importFrom(Path file) {
        List<Target> saved = targets().addAll(ProfileFile.read(file));
        saved.forEach(watches::add);
        return saved;
    }

    /**
     * Writes all profiles as a {@code .belay} file, which has no password in it; blocks.
     *
     * @return how many
     * @throws dev.belay.message.BelayException if it cannot be written
     */
    int exportTo(Path file) {
        List<Target> all = list();
        try {
            WholeFile.write(file, out -> out.append(ProfileFile.write(all)));
            return all.size();
        } catch (IOException e) {
            throw Problem.of("target.export", file.toString(), ExitCode.FAILED, Reason.of(e, file))
                    .asException(e);
        }
    }

    /** Removes the profile, not the database; blocks on the store. */
    void remove(String name) {
        targets().remove(name);
        watches.remove(name);
    }

    TargetUrl parse(String url) {
        return TargetUrl.parse(url, surroundings);
    }

    /** Keeps a password for as long as Belay runs. */
    void remember(Target target, char[] password) {
        passwords.remember(target, new Secret(password));
    }

    /**
     * Connects once and says who answered; blocks up to the deadlines.
     *
     * @throws ConnectException with the reason
     */
    String test(Target target) throws ConnectException {
        long start = System.nanoTime();
        try (Session session = sessions.open(target, Purpose.ASK)) {
            String took =
                    dev.belay.message.Units.duration(Duration.ofNanos(System.nanoTime() - start));
            String role =
                    Messages.text(
                            "targets.test.role."
                                    + session.identity()
                                            .role()
                                            .name()
                                            .toLowerCase(java.util.Locale.ROOT));
            String answered = target.engine().title() + " " + session.identity().version();
            return target.address() instanceof Address.Server server
                    ? Messages.text(
                            "targets.test.server",
                            answered,
                            role,
                            took,
                            server.tls().modeFor(server.host()).id())
                    : Messages.text("targets.test.file", answered, took);
        }
    }
}
