package dev.belay.activity;

import dev.belay.db.FileHolder;
import dev.belay.db.Identity;
import dev.belay.db.Metric;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The processes that hold locks on a SQLite file, as the operating system tells. It does not tell
 * who waits for them: whoever finds the file locked asks again, or gives up.
 */
final class FileParties {
    private FileParties() {}

    /** Empty where this system cannot know. */
    static Optional<LockSample> of(Session session, Instant at) throws SQLException {
        boolean file = session.identity().role() == Identity.Role.FILE;
        if (!file || !session.dialect().vitals(session).has(Metric.PROCESSES)) {
            return Optional.empty();
        }
        Map<Long, List<FileHolder>> processes =
                session.dialect().holders(session).stream()
                        .filter(h -> h.pid() != ProcessHandle.current().pid())
                        .collect(
                                Collectors.groupingBy(
                                        FileHolder::pid, TreeMap::new, Collectors.toList()));
        return Optional.of(
                new LockSample(
                        at, processes.values().stream().map(FileParties::process).toList()));
    }

    private static Party process(List<FileHolder> locks) {
        FileHolder first = locks.getFirst();
        String state = locks.stream().map(FileHolder::lock).collect(Collectors.joining(", "));
        return new Party(
                Who.of(Math.toIntExact(first.pid())),
                null,
                null,
                ServerWords.tame(first.command()),
                null,
                "process",
                state,
                null,
                new Party.Started(null, null, null),
                null,
                null,
                null);
    }
}
