package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Puts one database in the place of another: both are renamed in one transaction. The first rename
 * shuts the door of the database before it waits for those inside to leave; they are sent out by a
 * second session meanwhile. Whatever breaks this off, nothing was done.
 */
final class Swap {
    private static final int TRIES = 3;
    private static final Duration AGAIN = Duration.ofMillis(50);

    /** PostgreSQL's object_in_use, after it waited five seconds for sessions to leave. */
    private static final String IN_USE = "55006";

    private final Work work;
    private final Maintenance maintenance;
    private final String name;
    private final String kept;
    private final String other;

    /** Somebody who is connected. */
    record Guest(int pid, String user, String application, boolean superuser, boolean own) {
        String words() {
            String named =
                    application.isEmpty() ? Messages.text("preflight.nameless") : application;
            return Messages.text("restore.guest", Integer.toString(pid), named, user);
        }
    }

    /**
     * @param name that changes hands
     * @param kept the name that the one that has it gets
     * @param other the name of the one that gets it
     */
    Swap(Work work, Maintenance maintenance, String name, String kept, String other) {
        this.work = work;
        this.maintenance = maintenance;
        this.name = name;
        this.kept = kept;
        this.other = other;
    }

    static List<Guest> guests(Session session, String name) throws SQLException {
        return session.all(
                "restore-sessions",
                row ->
                        new Guest(
                                row.getInt("pid"),
                                row.getString("username"),
                                row.getString("application"),
                                row.getBoolean("super"),
                                row.getBoolean("own")),
                name);
    }

    /**
     * Swaps, under a claim on the name, which the work goes on under.
     *
     * @param before done when all is renamed and not yet committed
     */
    void run(Runnable before) throws SQLException, ConnectException {
        NameClaim claim = NameClaim.open(maintenance, name);
        if (!claim.take()) {
            claim.close();
            throw Problem.of(
                            "operation.locked",
                            maintenance.live().name(),
                            ExitCode.LOCKED,
                            claim.holder(),
                            "0 s")
                    .asException();
        }
        Once once = new Once(() -> work.exchange(claim), claim::close);
        try (SessionSource source = maintenance.source(Purpose.WORK);
                Session renaming = source.session();
                Session sending = source.session()) {
            work.whenLost(source::abort);
            int pid = renaming.one("backend", row -> row.getInt("pid"));
            renaming.connection().setAutoCommit(false);
            shut(renaming, sending, pid, once);
            send(sending, other);
            Maintenance.run(renaming, rename(other, name));
            before.run();
            work.check();
            work.committing(renaming.connection());
            renaming.connection().commit();
        } finally {
            once.close();
        }
        goOn();
    }

    /** The name's new database is claimed like any other. */
    private void goOn() throws SQLException {
        try {
            Claim next =
                    maintenance
                            .sessions()
                            .claim(
                                    maintenance.live(),
                                    Operator.ofProcess().holds(work.plan().operation()));
            if (next.take()) {
                work.exchange(next);
            } else {
                next.close();
            }
        } catch (ConnectException e) {
            // The claim on the name is held as long as the work goes on.
        }
    }

    /** The claim is given over as soon as nobody can come in any more, or not at all. */
    private static final class Once {
        private final Runnable first;
        private final Runnable never;
        private boolean done;

        Once(Runnable first, Runnable never) {
            this.first = first;
            this.never = never;
        }

        void run() {
            if (!done) {
                done = true;
                first.run();
            }
        }

        void close() {
            if (!done) {
                never.run();
            }
        }
    }

    private static String rename(String from, String to) {
        return "alter database "
                + Maintenance.quoted(from)
                + " rename to "
                + Maintenance.quoted(to);
    }

    private void shut(Session renaming, Session sending, int pid, Once once) throws SQLException {
        for (int i = 1; ; i++) {
            work.check();
            SQLException failure = renamed(renaming, sending, pid, once);
            if (failure == null) {
                return;
            }
            renaming.connection().rollback();
            if (!IN_USE.equals(failure.getSQLState())) {
                throw failure;
            }
            if (i == TRIES) {
                List<String> left = guests(sending, name).stream().map(Guest::words).toList();
                throw Problem.of(
                                "restore.in-use",
                                maintenance.live().name(),
                                ExitCode.LOCKED,
                                name,
                                left.isEmpty()
                                        ? String.valueOf(failure.getMessage())
                                        : String.join("; ", left))
                        .asException(failure);
            }
        }
    }

    /** Null if it went well. */
    private @Nullable SQLException renamed(Session renaming, Session sending, int pid, Once once)
            throws SQLException {
        CompletableFuture<@Nullable SQLException> rename = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("belay-rename")
                .start(
                        () -> {
                            try {
                                Maintenance.run(renaming, rename(name, kept));
                                rename.complete(null);
                            } catch (SQLException e) {
                                rename.complete(e);
                            } catch (RuntimeException e) {
                                rename.completeExceptionally(e);
                            }
                        });
        boolean shut = false;
        while (!rename.isDone()) {
            shut = shut || shut(sending, pid);
            if (shut) {
                once.run();
                send(sending, name);
            }
            pause();
        }
        once.run();
        try {
            return rename.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SQLException(e);
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        }
    }

    private boolean shut(Session sending, int pid) throws SQLException {
        return sending.one("restore-door", row -> row.getInt("shut"), pid, name) > 0;
    }

    private void send(Session sending, String name) throws SQLException {
        List<Guest> told = new ArrayList<>();
        for (Guest each : guests(sending, name)) {
            try {
                sending.one("restore-end-session", row -> row.getBoolean("ended"), each.pid);
                told.add(each);
            } catch (SQLException e) {
                if (!sending.dialect().notPermitted(e)) {
                    throw e;
                }
            }
        }
        if (!told.isEmpty()) {
            work.tell(
                    Phase.EXECUTING,
                    Messages.text("restore.sending", Integer.toString(told.size())),
                    OptionalDouble.empty());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
