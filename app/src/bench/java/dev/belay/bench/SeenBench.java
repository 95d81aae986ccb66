package dev.belay.bench;

import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.session.SessionPages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * How soon who waits is seen: from the moment before the waiting statement is sent to its line on
 * the page of locks, as pixels of the window; beside pg_activity's list of waiting queries in a
 * terminal, which sees the same waits. Arguments: trials (40).
 */
public final class SeenBench {
    private static final Duration MOST = Duration.ofSeconds(12);

    private final Random random = new Random(5);
    private final PostgresServer server;
    private final String database;
    private final SessionPages pages;
    private final Sighting window;

    private SeenBench(PostgresServer server, String database, SessionPages pages) {
        this.server = server;
        this.database = database;
        this.pages = pages;
        window = Toolkit.onFx(() -> new Sighting(pages.stage.getScene(), ".locks-table"));
    }

    public static void main(String[] args) throws Exception {
        int trials = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        try (PostgresServer server = PostgresServers.start(PostgresServers.USUAL)) {
            String database = server.freshDatabase();
            server.run(
                    database, "CREATE TABLE contended (n int)", "INSERT INTO contended VALUES (1)");
            try (SessionPages pages = new SessionPages(server.target(database))) {
                SeenBench bench = new SeenBench(server, database, pages);
                pages.open("locks");
                System.out.println("| seen in | p50 | p95 | longest | waits |");
                System.out.println("|---|--:|--:|--:|--:|");
                bench.run(trials, "2", 2_000);
                pages.watch.fast(true);
                bench.run(trials, "0.5", 500);
            }
        }
        System.exit(0);
    }

    /**
     * @param refresh of pg_activity, as its option
     * @param longest the slower one's rhythm, in milliseconds
     */
    private void run(int trials, String refresh, int longest) throws Exception {
        Optional<PgActivity> other = PgActivity.start(server, database, refresh);
        try {
            for (int i = 0; i < 5; i++) {
                trial(other, longest);
            }
            List<Double> own = new ArrayList<>();
            List<Double> laidOut = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                Seen seen = trial(other, longest);
                own.add(seen.painted());
                laidOut.add(seen.laidOut());
                seen.other().ifPresent(theirs::add);
            }
            String rhythm = "every " + pages.watch.view().rhythm().toMillis() / 1e3 + " s";
            tell("Belay, " + rhythm, own);
            tell("– of it until the line has its place", laidOut);
            if (!theirs.isEmpty()) {
                tell("pg_activity, every " + refresh + " s", theirs);
            }
        } finally {
            if (other.isPresent()) {
                other.get().close();
            }
        }
    }

    private static void tell(String who, List<Double> all) {
        Spread spread = new Spread(all);
        System.out.printf(
                "| %s | %.0f ms | %.0f ms | %.0f ms | %d |%n",
                who, spread.median(), spread.at(0.95), spread.max(), spread.size());
    }

    /** Milliseconds after the start of a wait. */
    private record Seen(double laidOut, double painted, Optional<Double> other) {}

    private Seen trial(Optional<PgActivity> other, int longest) throws Exception {
        // Anywhere between two looks of either.
        Thread.sleep(longest + 100 + random.nextInt(longest));
        try (Contest contest = new Contest(server, database)) {
            window.expect(Long.toString(contest.pid()));
            other.ifPresent(o -> o.expect(contest.pid()));
            long start = contest.begin();
            Sighting.Times own = window.await(MOST);
            OptionalLong theirs =
                    other.isPresent() ? other.get().await(MOST) : OptionalLong.empty();
            contest.end();
            window.awaitGone(MOST);
            return new Seen(
                    (own.laidOut() - start) / 1e6,
                    (own.painted() - start) / 1e6,
                    theirs.isPresent()
                            ? Optional.of((theirs.getAsLong() - start) / 1e6)
                            : Optional.empty());
        }
    }
}
