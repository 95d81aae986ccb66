package dev.belay.bench;

import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.ui.session.SessionPages;
import dev.belay.watch.Cost;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What watching costs a server while 50 sessions wait: the CPU of the backends that ask, by the
 * system's own account, of Belay with its page of locks open and of others, all at the same time.
 * Arguments: seconds (120).
 */
public final class CostBench {
    private static final int WAITERS = 50;

    /** Plans are kept from the tenth time on, and compilers rest. */
    private static final Duration WARM = Duration.ofSeconds(40);

    private CostBench() {}

    private record Line(String name, List<Long> backends, double before) {
        static Line of(String name, List<Long> backends) throws Exception {
            return new Line(name, backends, Backends.cpu(backends));
        }
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 120;
        try (PostgresServer server =
                PostgresServers.start(PostgresServers.USUAL, "max_connections = 200")) {
            String database = server.freshDatabase();
            try (Waiters _ = new Waiters(server, database, Waiters.Kind.TABLE, WAITERS);
                    SessionPages pages = new SessionPages(server.target(database));
                    Asker charts =
                            new Asker(server, database, "pgAdmin's charts", 5, Peers.CHARTS);
                    Asker state =
                            new Asker(server, database, "pgAdmin's sessions", 5, Peers.SESSIONS);
                    Asker often =
                            new Asker(server, database, "pgAdmin's sessions", 1, Peers.SESSIONS);
                    Asker join =
                            new Asker(server, database, "the wiki's lock join", 1, Peers.JOIN)) {
                Optional<PgActivity> other = PgActivity.start(server, database, "2");
                try {
                    pages.open("locks");
                    Thread.sleep(WARM);
                    measure(server, database, pages, List.of(charts, state, often, join), seconds);
                } finally {
                    if (other.isPresent()) {
                        other.get().close();
                    }
                }
            }
        }
        System.exit(0);
    }

    private static void measure(
            PostgresServer server,
            String database,
            SessionPages pages,
            List<Asker> askers,
            int seconds)
            throws Exception {
        List<Line> lines = new ArrayList<>();
        try (Connection admin = server.admin(database)) {
            List<Long> own = Backends.of(admin, "belay/watch");
            lines.add(Line.of("Belay, page of locks open", own));
            lines.add(Line.of("– of it the readings", own.subList(0, 1)));
            for (Asker asker : askers) {
                lines.add(Line.of(asker.name, List.of(asker.backend)));
            }
            List<Long> activity = PgActivity.backends(admin);
            if (!activity.isEmpty()) {
                lines.add(Line.of("pg_activity, every 2 s", activity));
            }
        }
        int looks = pages.watch.trail().size();
        Thread.sleep(Duration.ofSeconds(seconds));
        looks = pages.watch.trail().size() - looks;
        System.out.printf(
                "%d sessions wait; Belay looks %.2f times a second%n",
                WAITERS, (double) looks / seconds);
        System.out.println("| who | CPU of the server | connections |\n|---|--:|--:|");
        for (Line line : lines) {
            System.out.printf(
                    "| %s | %.2f ms/s | %d |%n",
                    line.name,
                    (Backends.cpu(line.backends) - line.before) / seconds,
                    line.backends.size());
        }
        Cost own = pages.watch.view().cost();
        System.out.printf(
                "| Belay, as it tells itself | %.2f ms/s, %.1f statements/s | %d |%n",
                own.millisPerSecond(), own.statementsPerSecond(), own.connections());
    }

    /** Asks the same again and again, each time planned anew, as programs without a plan do. */
    private static final class Asker implements AutoCloseable {
        private final Connection connection;
        private final long backend;
        private final String name;
        private final Thread thread;

        Asker(PostgresServer server, String database, String who, int every, String... questions)
                throws SQLException {
            connection = server.admin(database);
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            backend = Backends.of(connection);
            name = who + ", every " + every + " s";
            thread = Thread.ofPlatform().daemon().start(() -> ask(every, questions));
        }

        private void ask(int every, String... questions) {
            try {
                while (true) {
                    for (String question : questions) {
                        Backends.rows(connection, question);
                    }
                    Thread.sleep(Duration.ofSeconds(every));
                }
            } catch (SQLException | InterruptedException e) {
                // Closed.
            }
        }

        @Override
        public void close() throws Exception {
            thread.interrupt();
            thread.join();
            connection.close();
        }
    }
}
