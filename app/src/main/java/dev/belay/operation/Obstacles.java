package dev.belay.operation;

import dev.belay.activity.Activities;
import dev.belay.activity.Activity;
import dev.belay.activity.Micros;
import dev.belay.activity.Party;
import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be against signalling one session, in words. */
final class Obstacles {
    private static final String SUPERUSER = "superuser";

    private final Target target;
    private final Victim victim;
    private final boolean terminate;
    private final String pid;

    Obstacles(Target target, Victim victim, boolean terminate) {
        this.target = target;
        this.victim = victim;
        this.terminate = terminate;
        this.pid = Integer.toString(victim.pid());
    }

    /** A database without sessions has processes that hold its locks, and Belay ends none. */
    static Problem noSessions(Session session, Target target) throws SQLException {
        Optional<List<Activity>> holders = Activities.read(session);
        String who =
                holders.map(Obstacles::holders)
                        .orElseGet(() -> Messages.text("kill.sessions.unknown"));
        return Problem.of(
                "kill.sessions",
                target.name(),
                ExitCode.INCOMPATIBLE,
                target.engine().title(),
                who);
    }

    private static String holders(List<Activity> all) {
        return all.isEmpty()
                ? Messages.text("kill.sessions.nobody")
                : all.stream()
                        .map(
                                a ->
                                        Messages.text(
                                                "kill.sessions.holder",
                                                Integer.toString(a.pid()),
                                                String.valueOf(a.application()),
                                                String.valueOf(a.state())))
                        .collect(Collectors.joining(", "));
    }

    private Problem refused(String key, Object... arguments) {
        return Problem.of(key, target.name(), ExitCode.REFUSED, arguments);
    }

    Problem gone() {
        return refused("kill.gone", pid);
    }

    /** Seen by the server, at the moment of the signal. */
    Problem changed() {
        return refused("kill.changed", pid);
    }

    /** Null if it is the one that is meant. */
    @Nullable Problem changed(Party.Started now) {
        if (!victim.started().equals(now.backend())) {
            return refused("kill.other", pid, text(now.backend()), Micros.text(victim.started()));
        }
        Instant meant = victim.transaction();
        if (meant == null || meant.equals(now.transaction())) {
            return null;
        }
        return now.transaction() == null
                ? refused("kill.ended", pid, Micros.text(meant))
                : refused("kill.moved", pid, text(now.transaction()), Micros.text(meant));
    }

    private static String text(@Nullable Instant moment) {
        return moment == null ? "" : Micros.text(moment);
    }

    /** Whoever may not see when it began cannot tell it from another of its number. */
    Problem hidden(String role, @Nullable String lacks) {
        if (SUPERUSER.equals(lacks)) {
            return superuser(role);
        }
        String grants = lacks == null ? "pg_monitor" : "pg_monitor, " + lacks;
        return refused("kill.hidden", pid, role)
                .advising(Messages.text("kill.grant", grants, Maintenance.quoted(role)));
    }

    Problem lacks(Activity now, String role, String lacks) {
        return lacks.equals(SUPERUSER)
                ? superuser(role)
                : refused("kill.lacks", role, pid, String.valueOf(now.user()))
                        .advising(Messages.text("kill.grant", lacks, Maintenance.quoted(role)));
    }

    private Problem superuser(String role) {
        return refused("kill.superuser", pid, role);
    }

    /** The server refused the signal itself. */
    Problem denied() {
        return refused("kill.denied", pid);
    }

    /** A cancel reaches only what is running. */
    @Nullable Problem idle(Activity now) {
        return terminate || !now.idle()
                ? null
                : refused("kill.idle", pid, String.valueOf(now.state())).advising(instead());
    }

    /** Told to stop, and there still. */
    Problem stays(String others, String which, String limit) {
        String key = terminate ? "kill.stays.session" : "kill.stays";
        Problem stays = Problem.of(key, target.name(), ExitCode.FAILED, others, which, limit);
        return terminate ? stays : stays.advising(instead());
    }

    /** With the command that ends the session itself. */
    private String instead() {
        Request request = Victims.terminate(List.of(victim.anyTransaction())).request();
        Twin twin = Twin.of(target, request).confirming(target.databaseName());
        return Messages.text("kill.instead", twin.line());
    }
}
