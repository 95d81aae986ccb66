package dev.belay.bench;

import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.Histories;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * How long the state of 10, 500 and 5,000 migrations takes, beside plain Flyway's {@code info} on
 * the same database and folder: {@code HistoryBench [sqlite|postgresql] …}. Medians in
 * milliseconds; cpu is the reading thread's own time, which a busy machine does not stretch.
 */
public final class HistoryBench {
    private static final int RUNS = 41;
    private static final Sessions SESSIONS =
            new Sessions(
                    engine ->
                            engine == Engine.SQLITE ? new SqliteDialect() : new PostgresqlDialect(),
                    target -> null,
                    Forwarding.NONE);

    private HistoryBench() {}

    public static void main(String[] engines) throws Exception {
        System.out.printf(
                "%-11s %6s %8s %8s %8s %8s %8s %8s %10s %6s%n",
                "engine",
                "count",
                "warm",
                "p90",
                "cpu",
                "changed",
                "cold",
                "flyway",
                "flyway cpu",
                "ratio");
        for (String engine : engines.length == 0 ? new String[] {"sqlite"} : engines) {
            for (int count : new int[] {10, 500, 5_000}) {
                measure(Engine.valueOf(engine.toUpperCase(Locale.ROOT)), count);
            }
        }
    }

    private static void measure(Engine engine, int count) throws Exception {
        Path home = Files.createTempDirectory("history-bench");
        try {
            Path folder = Files.createDirectory(home.resolve("migrations"));
            for (int v = 1; v <= count; v++) {
                Files.writeString(folder.resolve("V" + v + "__step.sql"), script(v));
            }
            String url;
            Target target;
            if (engine == Engine.SQLITE) {
                Path file = home.resolve("bench.db");
                url = "jdbc:sqlite:" + file + "?synchronous=OFF";
                target =
                        Target.of("bench", engine, Environment.DEVELOPMENT, new Address.File(file));
            } else {
                PostgresServer server = PostgresServers.usual();
                String database = server.freshDatabase();
                url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
                target = server.target(database);
            }
            FluentConfiguration flyway =
                    Flyway.configure()
                            .dataSource(url, engine == Engine.SQLITE ? null : "postgres", null)
                            .locations("filesystem:" + folder);
            flyway.load().migrate();
            measure(target.withFolders(new Folders(folder, null, null)), flyway, folder, count);
        } finally {
            delete(home);
        }
    }

    private static void measure(Target target, FluentConfiguration flyway, Path folder, int count)
            throws Exception {
        Histories histories = new Histories();
        try (Session session = SESSIONS.open(target, Purpose.ASK)) {
            Times warm = times(count, () -> histories.read(session, target));
            Path one = folder.resolve("V1__step.sql");
            Times changed =
                    times(
                            count,
                            () -> {
                                Files.writeString(one, script((int) System.nanoTime()));
                                return histories.read(session, target);
                            });
            Files.writeString(one, script(1));
            Times cold = times(count, () -> new Histories().read(session, target));
            Times plain = times(count, () -> flyway.load().info().all());
            System.out.printf(
                    Locale.ROOT,
                    "%-11s %6d %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %10.1f %5.1fx%n",
                    target.engine().id(),
                    count,
                    warm.median(),
                    warm.wall[warm.wall.length * 9 / 10],
                    warm.cpu(),
                    changed.median(),
                    cold.median(),
                    plain.median(),
                    plain.cpu(),
                    plain.cpu() / warm.cpu());
        }
    }

    private static String script(int number) {
        return "-- a step of usual length, so that its checksum costs what it costs\n"
                + "select 1 where 1 = 0;\n".repeat(8)
                + "select "
                + number
                + ";\n";
    }

    /** Sorted times in milliseconds. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Times(double[] wall, double[] own) {
        double median() {
            return wall[wall.length / 2];
        }

        double cpu() {
            return own[own.length / 2];
        }
    }

    private static Times times(int count, Callable<?> work) throws Exception {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        int runs = count > 1_000 ? RUNS / 2 : RUNS;
        for (int i = 0; i < runs; i++) {
            work.call();
        }
        double[] wall = new double[runs];
        double[] own = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            long cpu = thread.getCurrentThreadCpuTime();
            work.call();
            wall[i] = (System.nanoTime() - start) / 1e6;
            own[i] = (thread.getCurrentThreadCpuTime() - cpu) / 1e6;
        }
        Arrays.sort(wall);
        Arrays.sort(own);
        return new Times(wall, own);
    }

    private static void delete(Path home) throws Exception {
        try (var all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
