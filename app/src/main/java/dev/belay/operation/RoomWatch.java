package dev.belay.operation;

import dev.belay.backup.Attendant;
import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Waits for a database that is filled, and ends that before it has filled its server's disk: what
 * an archive unfolds to is known by nobody before, and a server whose disk is full stops for all.
 */
final class RoomWatch implements Attendant {
    private final Target target;
    private final Attendant inner;
    private final @Nullable ServerRoom room;
    private final long kept;
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private volatile @Nullable Problem low;

    /**
     * @param inner hears what this one hears
     * @param room null where it is not known
     * @param kept bytes that have to stay free
     */
    RoomWatch(Target target, Attendant inner, @Nullable ServerRoom room, long kept) {
        this.target = target;
        this.inner = inner;
        this.room = room;
        this.kept = kept;
    }

    /** That of an operation's database. */
    static RoomWatch of(Work work, Attendant inner)
            throws SQLException, ConnectException, IOException {
        try (Session session = work.session()) {
            ServerRoom room = ServerRoom.of(session);
            return new RoomWatch(session.target(), inner, room, room == null ? 0 : room.kept());
        }
    }

    /**
     * The end of what was filled, with its reason.
     *
     * @param end how it was told
     */
    BelayException told(BelayException end) {
        Problem problem = low;
        return problem == null ? end : problem.asException(end);
    }

    @Override
    public void at(String what, OptionalDouble share) {
        inner.at(what, share);
        look();
    }

    private void look() {
        ServerRoom here = room;
        if (here == null || low != null) {
            return;
        }
        try {
            long free = here.free();
            if (free < kept) {
                low =
                        Problem.of(
                                "restore.room-low",
                                target.name(),
                                ExitCode.FAILED,
                                here.folder().toString(),
                                Units.size(free),
                                Units.size(kept));
                ends.forEach(Runnable::run);
            }
        } catch (IOException e) {
            // What cannot be told now may be told at the next look.
        }
    }

    @Override
    public boolean gone() {
        return low != null || inner.gone();
    }

    @Override
    public void whenGone(Runnable then) {
        ends.add(then);
        if (low != null) {
            then.run();
        }
        inner.whenGone(then);
    }
}
