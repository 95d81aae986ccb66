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
 *
 * @param processes what each holds, by pid
 */
record FileParties(Map<Integer, List<FileHolder>> processes) {
    private static final Party.Started UNKNOWN = new Party.Started(null, null, null);
    private static final String KIND = "process";

    /** All but Belay; empty where this system cannot know. */
    static Optional<FileParties> of(Session session) throws SQLException {
        boolean file = session.identity().role() == Identity.Role.FILE;
        if (!file || !session.dialect().vitals(session).has(Metric.PROCESSES)) {
            return Optional.empty();
        }
        return Optional.of(
                new FileParties(
                        session.dialect().holders(session).stream()
                                .filter(h -> h.pid() != ProcessHandle.current().pid())
                                .collect(
                                        Collectors.groupingBy(
                                                h -> Math.toIntExact(h.pid()),
                                                TreeMap::new,
                                                Collectors.toList()))));
    }

    LockSample sample(Instant at) {
        return new LockSample(
                at, activities().stream().map(process -> process.party(null)).toList());
    }

    List<Activity> activities() {
        return processes.entrySet().stream().map(p -> activity(p.getKey(), p.getValue())).toList();
    }

    private static Activity activity(int pid, List<FileHolder> locks) {
        return new Activity(
                pid,
                null,
                null,
                null,
                ServerWords.tame(locks.getFirst().command()),
                null,
                KIND,
                locks.stream().map(FileHolder::lock).collect(Collectors.joining(", ")),
                null,
                null,
                UNKNOWN,
                new Activity.Ages(null, null, null),
                null,
                null,
                List.of(),
                false);
    }
}
