package dev.belay.bench;

import dev.belay.testing.LockQueue;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.session.SessionPages;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long the JavaFX thread lets one wait while 50 sessions wait for each other and the page of
 * locks shows them, read at its usual rhythm, its bars growing. Arguments: minutes (10).
 */
public final class StallBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Beside the four that a queue begins with. */
    private static final int MORE = 46;

    private static final Duration WARM = Duration.ofSeconds(60);

    private StallBench() {}

    public static void main(String[] args) throws Exception {
        int minutes = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        try (PostgresServer server = PostgresServers.start(PostgresServers.USUAL)) {
            String database = server.freshDatabase();
            try (LockQueue queue = new LockQueue(server, database);
                    SessionPages pages = new SessionPages(server.target(database));
                    StallWatch stalls = Toolkit.onFx(StallWatch::new)) {
                queue.fill(MORE, Duration.ofMillis(20));
                pages.open("locks");
                Thread.sleep(WARM);
                stalls.reset();
                measure(queue, pages, stalls, minutes);
            }
        }
        System.exit(0);
    }

    private static void measure(LockQueue queue, SessionPages pages, StallWatch stalls, int minutes)
            throws Exception {
        long fx = Toolkit.onFx(() -> Thread.currentThread().threadId());
        long cpu = THREADS.getThreadCpuTime(fx);
        int looks = pages.watch.trail().size();
        System.out.println("| minutes | longest | p99 | probes | looks | collecting in all |");
        System.out.println("|--:|--:|--:|--:|--:|--:|");
        for (int minute = 1; minute <= minutes; minute++) {
            Thread.sleep(Duration.ofMinutes(1));
            StallWatch.Pauses pauses = stalls.pauses();
            System.out.printf(
                    "| %d | %.1f ms | %d ms | %d | %d | %d ms |%n",
                    minute,
                    pauses.worst().toNanos() / 1e6,
                    pauses.p99().toMillis(),
                    pauses.probes(),
                    pages.watch.trail().size() - looks,
                    collecting());
        }
        System.out.printf(
                "%d sessions waited; the JavaFX thread took %.1f %% of a core%n",
                queue.waiting(),
                (THREADS.getThreadCpuTime(fx) - cpu)
                        / (double) Duration.ofMinutes(minutes).toNanos()
                        * 100);
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
