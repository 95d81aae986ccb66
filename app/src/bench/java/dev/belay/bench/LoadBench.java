package dev.belay.bench;

import com.sun.management.OperatingSystemMXBean;

import dev.belay.db.Retry;
import dev.belay.history.Histories;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Detail;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;
import dev.belay.watch.check.HealthRound;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a loaded server loses by being watched: one run of pgbench with 8 clients, during which
 * Belay watches with the tree of locks and rests in turn, a few seconds each, neighbours compared.
 * Belay runs on the same machine, without a window. Arguments: pairs (60), seconds of a turn (10).
 * What it takes of the machine is counted as well, since the tps of a loaded machine hardly tell
 * half a percent.
 */
public final class LoadBench {
    private static final Pattern PROGRESS = Pattern.compile("progress: [\\d.]+ s, ([\\d.]+) tps");

    /**
     * Connecting and the first examination are no watching, and the second that is told began
     * before.
     */
    private static final Duration LEFT_OUT = Duration.ofSeconds(4);

    /** So long its processor time is counted, after all turns. */
    private static final Duration COUNTED = Duration.ofSeconds(60);

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private record Second(long end, double transactions) {}

    private final List<Second> seconds = new CopyOnWriteArrayList<>();
    private final Duration turn;

    private LoadBench(Duration turn) {
        this.turn = turn;
    }

    public static void main(String[] args) throws Exception {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int turn = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        Clock clock = Clock.systemUTC();
        try (PostgresServer server =
                        PostgresServers.start(
                                PostgresServers.USUAL,
                                "checkpoint_timeout = 1h",
                                "max_wal_size = 16GB",
                                "shared_buffers = 512MB");
                Watches watches =
                        new Watches(
                                Live.sessions(),
                                target -> new HealthRound(clock),
                                new Histories()::read,
                                clock,
                                Retry.PATIENT)) {
            String database = server.freshDatabase();
            pgbench(server, database, "-i", "-q", "-s", "20").start().waitFor();
            Watch watch = watches.add(server.target(database));
            watch.focus(true);
            watch.want(Detail.LOCKS);
            new LoadBench(Duration.ofSeconds(turn)).run(server, database, watch, pairs);
        }
        System.exit(0);
    }

    private static ProcessBuilder pgbench(PostgresServer server, String database, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "pgbench",
                                "-h",
                                "127.0.0.1",
                                "-p",
                                Integer.toString(server.port()),
                                "-U",
                                "postgres"));
        command.addAll(List.of(more));
        command.add(database);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private void run(PostgresServer server, String database, Watch watch, int pairs)
            throws Exception {
        Process load =
                pgbench(server, database, "-n", "-c", "8", "-j", "2", "-P", "1", "-T", "86400")
                        .start();
        Thread.ofPlatform().daemon().start(() -> follow(load));
        try {
            Thread.sleep(Duration.ofSeconds(30)); // compilers, caches, kept plans
            List<Double> ratios = new ArrayList<>();
            List<Double> alone = new ArrayList<>();
            for (int i = 0; i < pairs; i++) {
                // The order changes, so that what drifts is nobody's.
                boolean first = i % 2 == 0;
                double one = turn(watch, first);
                double other = turn(watch, !first);
                ratios.add(first ? one / other : other / one);
                alone.add(first ? other : one);
            }
            tell(new Spread(ratios), new Spread(alone));
            count(server, database, watch);
        } finally {
            load.destroy();
            load.waitFor();
        }
    }

    private void follow(Process load) {
        try (BufferedReader lines = load.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher told = PROGRESS.matcher(line);
                if (told.find()) {
                    seconds.add(new Second(System.nanoTime(), Double.parseDouble(told.group(1))));
                }
            }
        } catch (java.io.IOException e) {
            // It has ended.
        }
    }

    /** Transactions a second while Belay watches, or does not. */
    private double turn(Watch watch, boolean watched) throws InterruptedException {
        if (watched) {
            watch.tryNow();
        } else {
            watch.pause();
        }
        long from = System.nanoTime() + LEFT_OUT.toNanos();
        Thread.sleep(turn);
        long until = System.nanoTime();
        return seconds.stream()
                .filter(second -> second.end > from && second.end < until)
                .mapToDouble(Second::transactions)
                .average()
                .orElseThrow();
    }

    /** What Belay's backends and this process take of all processors, loaded as they are. */
    private static void count(PostgresServer server, String database, Watch watch)
            throws Exception {
        watch.tryNow();
        Thread.sleep(LEFT_OUT);
        try (Connection admin = server.admin(database)) {
            List<Long> backends = Backends.of(admin, "belay/watch");
            double asked = Backends.cpu(backends);
            long own = SYSTEM.getProcessCpuTime();
            Thread.sleep(COUNTED);
            double answering = (Backends.cpu(backends) - asked) / COUNTED.toMillis();
            double client = (SYSTEM.getProcessCpuTime() - own) / 1e6 / COUNTED.toMillis();
            int processors = Runtime.getRuntime().availableProcessors();
            System.out.printf(
                    "of %d processors, watched: %.2f %% by the backends that answer Belay, %.2f %%"
                            + " by Belay without its window%n",
                    processors, 100 * answering / processors, 100 * client / processors);
        }
    }

    private static void tell(Spread ratios, Spread alone) {
        System.out.println(
                "| pairs | tps without Belay | watched / alone | 95 % of the mean |"
                        + " half of the pairs |\n|--:|--:|--:|--:|--:|");
        System.out.printf(
                "| %d | %.0f | %.4f | ± %.4f | %.3f to %.3f |%n",
                ratios.size(),
                alone.median(),
                ratios.mean(),
                ratios.margin(),
                ratios.at(0.25),
                ratios.at(0.75));
    }
}
