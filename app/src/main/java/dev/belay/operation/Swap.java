package dev.belay.operation;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Puts one database in the place of another: both are renamed in one transaction, behind a shut
 * door, when those inside have left. Whatever breaks this off, nothing was done.
 */
final class Swap {
    private static final int TRIES = 3;
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Work work;
    private final Maintenance maintenance;
    private final String name;
    private final String kept;
    private final String other;
    private final Drain drain;

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
        this.drain = new Drain(work, name);
    }

    /**
     * Swaps, under a claim on the name, which the work goes on under.
     *
     * @param before done when all is renamed and not yet committed
     * @return how those left who were connected
     */
    SentOut run(Runnable before) throws SQLException, ConnectException {
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
                Session one = source.session();
                Session two = source.session();
                Session three = source.session();
                Session sending = source.session();
                Door door = new Door(List.of(one, two, three), name, rename(name, kept))) {
            work.whenLost(source::abort);
            Session renaming = emptied(door, sending, once);
            new Drain(work, other).end(sending);
            Maintenance.run(renaming, rename(other, name));
            before.run();
            work.check();
            work.committing(renaming.connection());
            renaming.connection().commit();
        } finally {
            once.close();
        }
        goOn();
        return drain.left();
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

    /** Keeps the door shut until all have left, and gives the session that has renamed then. */
    private Session emptied(Door door, Session sending, Once once) throws SQLException {
        int tries = 0;
        while (true) {
            work.check();
            Session renamed = door.renamed();
            if (renamed != null) {
                once.run();
                return renamed;
            }
            if (door.shut(sending)) {
                once.run();
                drain.look(sending);
            }
            tries = drain.over() ? tries : door.failures();
            if (door.failures() - tries >= TRIES) {
                throw inUse(sending, door.last());
            }
            pause();
        }
    }

    private BelayException inUse(Session sending, @Nullable SQLException failure)
            throws SQLException {
        List<String> there = Guest.of(sending, name).stream().map(Guest::words).toList();
        return Problem.of(
                        "restore.in-use",
                        maintenance.live().name(),
                        ExitCode.LOCKED,
                        name,
                        there.isEmpty() && failure != null
                                ? String.valueOf(failure.getMessage())
                                : String.join("; ", there))
                .asException(failure);
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
