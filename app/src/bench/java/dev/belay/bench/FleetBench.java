package dev.belay.bench;

import com.sun.management.OperatingSystemMXBean;

import dev.belay.db.Forwarding;
import dev.belay.db.Retry;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Health;
import dev.belay.watch.Link;
import dev.belay.watch.Reading;
import dev.belay.watch.Trail;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;

import org.jspecify.annotations.Nullable;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What watching costs Belay's own process: CPU a poll, share of a core, threads, and the heap over
 * time.
 *
 * <p>Arguments: targets (50), half of them PostgreSQL databases on one embedded server, half SQLite
 * files; seconds to measure (120), after two minutes of warm-up; {@code readings} to leave the
 * examinations (checks, history) out. The collections that this bench asks for itself are left out
 * of the CPU time.
 */
public final class FleetBench {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private FleetBench() {}

    private static Health nothing(
            Session session, Reading.Sample last, Trail trail, @Nullable History history) {
        return new Health(List.of(), last.at());
    }

    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 120;
        boolean readings = args.length > 2 && args[2].equals("readings");
        Path folder = Files.createTempDirectory("fleet-bench");
        Sessions sessions =
                new Sessions(
                        engine ->
                                engine == Engine.SQLITE
                                        ? new SqliteDialect()
                                        : new PostgresqlDialect(),
                        target -> null,
                        Forwarding.NONE);
        Histories histories = new Histories();
        try (PostgresServer server = PostgresServers.start(15);
                Watches watches =
                        new Watches(
                                sessions,
                                target ->
                                        readings
                                                ? FleetBench::nothing
                                                : new HealthRound(Clock.systemUTC()),
                                readings
                                        ? (session, target) ->
                                                new History(List.of(), null, null, null)
                                        : histories::read,
                                Clock.systemUTC(),
                                Retry.PATIENT)) {
            List<Watch> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(watches.add(i % 2 == 0 ? postgres(server, i) : sqlite(folder, i)));
            }
            Thread.sleep(Duration.ofMinutes(2));
            measure(all, seconds);
        }
        System.exit(0);
    }

    private static void measure(List<Watch> all, int seconds) throws InterruptedException {
        long live = all.stream().filter(w -> w.view().link() instanceof Link.Live).count();
        System.out.printf(
                Locale.ROOT, "targets %d, live %d, %s%n", all.size(), live, Runtime.version());
        long cpu = PROCESS.getProcessCpuTime();
        long collections = 0;
        long compiling = COMPILER.getTotalCompilationTime();
        long began = System.nanoTime();
        int before = polls(all);
        for (int slice = 1; slice <= 6; slice++) {
            Thread.sleep(Duration.ofSeconds(seconds).dividedBy(6));
            long spent = PROCESS.getProcessCpuTime() - cpu - collections;
            double elapsed = (System.nanoTime() - began) / 1e9;
            int done = polls(all) - before;
            long compiled = COMPILER.getTotalCompilationTime() - compiling;
            long own = PROCESS.getProcessCpuTime();
            System.gc();
            collections += PROCESS.getProcessCpuTime() - own;
            System.out.printf(
                    Locale.ROOT,
                    "%4.0f s  polls %d  CPU a poll %.2f ms, compiling at most %.2f of it  of a core"
                            + " %.1f %%  heap after GC %.1f MB  threads %d%n",
                    elapsed,
                    done,
                    spent / 1e6 / Math.max(1, done),
                    compiled / (double) Math.max(1, done),
                    spent / 1e7 / elapsed,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6,
                    Thread.activeCount());
        }
    }

    private static int polls(List<Watch> all) {
        return all.stream().mapToInt(w -> w.trail().size()).sum();
    }

    private static Target postgres(PostgresServer server, int number) {
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE projects (id int PRIMARY KEY, name text)");
        Target target = server.target(database);
        return Target.of(
                "pg-" + number, target.engine(), Environment.DEVELOPMENT, target.address());
    }

    private static Target sqlite(Path folder, int number) throws Exception {
        Path file = folder.resolve("file-" + number + ".db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT)");
        }
        return Target.of(
                "file-" + number, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
    }
}
