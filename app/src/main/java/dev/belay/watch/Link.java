package dev.belay.watch;

import dev.belay.db.ConnectFailure;
import dev.belay.message.Problem;

import java.time.Instant;
import java.util.List;

/** How the watch stands with its target. */
public sealed interface Link {

    /**
     * Never connected yet, and on the ladder of attempts.
     *
     * @param done the failed attempts so far, oldest first
     * @param of how many the ladder has
     * @param nextAt when the next begins, or began
     * @param trying true while one is under way
     */
    record Connecting(List<Attempt> done, int of, Instant nextAt, boolean trying) implements Link {
        public Connecting {
            done = List.copyOf(done);
        }
    }

    /** Connected, and the last reading was answered. */
    record Live(Instant since) implements Link {}

    /** Connected, but a reading has waited too long for its answer, or got none. */
    record Silent(Problem problem, Instant since) implements Link {}

    /**
     * Not connected; tried again every few seconds until it answers.
     *
     * @param since when it was noticed
     * @param done the newest failed attempts, oldest first
     * @param attempts how many there were in all
     * @param trying true while one is under way
     */
    record Lost(
            Problem problem,
            Instant since,
            List<Attempt> done,
            int attempts,
            Instant nextAt,
            boolean trying)
            implements Link {
        public Lost {
            done = List.copyOf(done);
        }
    }

    /**
     * Not connected, and another try cannot help by itself.
     *
     * @param remedy what could help
     */
    record Refused(Problem problem, Instant since, ConnectFailure.Remedy remedy) implements Link {}

    /** Stopped by the operator. */
    record Paused(Instant since) implements Link {}
}
