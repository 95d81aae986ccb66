package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends those out who are connected to a database: who is idle at once, who is in a transaction
 * when that has ended, or when their time is over.
 */
final class Drain {
    /** So long a transaction may go on. */
    static final Duration TIME = Duration.ofSeconds(10);

    private final Work work;
    private final String name;
    private final Set<String> waiting = new HashSet<>();
    private final Set<String> sent = new HashSet<>();
    private @Nullable Long until;
    private int finished;
    private int idle;
    private int broken;

    /**
     * @param name of the database, which nobody comes into any more
     */
    Drain(Work work, String name) {
        this.work = work;
        this.name = name;
    }

    /** Their time begins with the first look. */
    boolean over() {
        return until != null && System.nanoTime() >= until;
    }

    SentOut left() {
        return new SentOut(finished, idle, broken);
    }

    /** Looks who is there, and ends those whose time has come; to be called again and again. */
    void look(Session sending) throws SQLException {
        List<Guest> guests = Guest.of(sending, name);
        if (until == null) {
            until = System.nanoTime() + TIME.toNanos();
        }
        gone(guests);
        boolean over = over();
        List<Guest> ended = new ArrayList<>();
        for (Guest each : guests) {
            if (each.busy() && !over) {
                waiting.add(each.key());
            } else if (end(sending, each) && !each.claims(work.plan().operation())) {
                count(each);
                ended.add(each);
            }
        }
        long left = Math.max(0, until - System.nanoTime());
        tell(waiting.size(), Duration.ofNanos(left), ended.size());
    }

    /** Ends all who are there now, whatever they do. */
    void end(Session sending) throws SQLException {
        for (Guest each : Guest.of(sending, name)) {
            end(sending, each);
        }
    }

    /** Who was waited for and is not there any more has left by itself. */
    private void gone(List<Guest> guests) {
        Set<String> there = guests.stream().map(Guest::key).collect(Collectors.toSet());
        waiting.removeIf(
                key -> {
                    if (there.contains(key)) {
                        return false;
                    }
                    finished++;
                    return true;
                });
    }

    /** One that was told and is on its way out still is told once more. */
    private void count(Guest guest) {
        boolean waited = waiting.remove(guest.key());
        if (!sent.add(guest.key())) {
            return;
        }
        if (guest.busy()) {
            broken++;
        } else if (waited) {
            finished++;
        } else {
            idle++;
        }
    }

    /** False if this role may not. */
    private static boolean end(Session sending, Guest guest) throws SQLException {
        try {
            sending.all(
                    "restore-end-session",
                    row -> row.getBoolean("ended"),
                    guest.pid(),
                    guest.started());
            return true;
        } catch (SQLException e) {
            if (!sending.dialect().notPermitted(e)) {
                throw e;
            }
            return false;
        }
    }

    private void tell(int waited, Duration left, int ended) {
        if (waited > 0) {
            work.tell(
                    Phase.EXECUTING,
                    Messages.text(
                            "restore.draining",
                            waited,
                            Units.duration(Duration.ofSeconds(left.toSeconds() + 1))),
                    OptionalDouble.empty());
        } else if (ended > 0) {
            work.tell(
                    Phase.EXECUTING,
                    Messages.text("restore.sending", ended),
                    OptionalDouble.empty());
        }
    }
}
