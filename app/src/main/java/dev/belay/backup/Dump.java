package dev.belay.backup;

import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.target.Target;
import dev.belay.tool.Child;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of pg_dump. A session of our own lends it its snapshot, and counts the rows in the same
 * meanwhile.
 */
final class Dump {
    /** How long pg_dump may queue for a table that is locked against reading. */
    private static final String LOCK_WAIT_MILLIS = "30000";

    private final Session session;
    private final SessionSource source;
    private final PgTools pg;
    private final Tools tools;
    private final Path to;
    private final Wish wish;
    private volatile @Nullable IOException unwritten;
    private volatile Opening opening = Opening.NONE;
    private @Nullable Traits traits;

    /**
     * @param to the file or folder that is written
     */
    Dump(Session session, SessionSource source, PgTools pg, Tools tools, Path to, Wish wish) {
        this.session = session;
        this.source = source;
        this.pg = pg;
        this.tools = tools;
        this.to = to;
        this.wish = wish;
    }

    /** Opens what was written. */
    Opening opening() {
        return opening;
    }

    /** What the database was in the same snapshot; null before that was taken. */
    @Nullable Traits traits() {
        return traits;
    }

    /**
     * Runs it to its end, and counts meanwhile what it has to bring.
     *
     * @param folder that of all backups, for a message
     * @return the rows of each table
     */
    SortedMap<String, Long> run(String conninfo, Path folder, Attendant attendant)
            throws SQLException, IOException {
        Target target = session.target();
        Connection connection = session.connection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        // pg_dump has it so too: a policy that hides rows is an error, not a smaller copy.
        session.one("rows-unhidden", row -> row.getString(1));
        session.one("one-worker", row -> row.getString(1));
        String snapshot = session.one("snapshot", row -> row.getString("snapshot"));
        traits = Traits.of(session);
        try (Child dump =
                        Gentle.start(
                                tools,
                                pg.dump().path(),
                                arguments(snapshot, conninfo),
                                wish.gently());
                Pace _ = Pace.of(to, wish.expected(), attendant)) {
            attendant.whenGone(dump::close);
            Thread end = Thread.ofPlatform().daemon().name("belay-dump").start(() -> follow(dump));
            SortedMap<String, Long> rows = null;
            SQLException broken = null;
            try {
                rows = rows(session);
            } catch (SQLException e) {
                broken = e;
                if (end.isAlive() && dump.words().isEmpty()) {
                    dump.close();
                }
            }
            joined(end);
            boolean well = dump.ended();
            if (attendant.gone()) {
                throw Failure.ended(target);
            }
            IOException full = unwritten;
            if (full != null) {
                throw full;
            }
            if (!well && !dump.words().isEmpty()) {
                throw Failure.of(
                        target, folder, Failure.firstError(dump.words()), new IOException());
            }
            if (!well || broken != null || rows == null) {
                throw broken == null ? new SQLException("pg_dump") : broken;
            }
            connection.rollback();
            return rows;
        }
    }

    private static void joined(Thread end) {
        try {
            end.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what it puts out, where it is encrypted, and waits for its end. */
    private void follow(Child dump) {
        if (!wish.sealing().none()) {
            try {
                sealed(dump);
            } catch (IOException e) {
                unwritten = e;
                dump.close();
            }
        }
        // Counting what nobody dumps any more would be waiting for nothing, on a server that may
        // be gone.
        if (!dump.ended()) {
            source.abort();
        }
    }

    private void sealed(Child dump) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                Sealing.Sealed sealed = wish.sealing().seal(file)) {
            opening = sealed.opening();
            dump.output(in -> in.transferTo(sealed));
        }
    }

    private List<String> arguments(String snapshot, String conninfo)
            throws SQLException, IOException {
        List<String> arguments = new ArrayList<>();
        if (wish.jobs() > 0) {
            arguments.add("--format=directory");
            arguments.add("--jobs=" + wish.jobs());
        } else {
            arguments.add("--format=custom");
        }
        arguments.add("--compress=" + pg.compression());
        arguments.add("--no-password");
        arguments.add("--lock-wait-timeout=" + LOCK_WAIT_MILLIS);
        arguments.add("--snapshot=" + snapshot);
        if (!session.one("encoding", row -> row.getString("encoding")).equals("SQL_ASCII")) {
            arguments.add("--encoding=UTF8");
        }
        if (wish.sealing().none()) {
            arguments.add(Leash.file(to.toAbsolutePath()));
        }
        arguments.add("--dbname=" + conninfo);
        return arguments;
    }

    /** The rows of each table that pg_dump writes, as a session sees them. */
    static SortedMap<String, Long> rows(Session session) throws SQLException {
        record Table(String name, String quoted) {}
        List<Table> tables =
                session.all(
                        "dumped-tables",
                        row -> new Table(row.getString("name"), row.getString("quoted")));
        SortedMap<String, Long> rows = new TreeMap<>();
        try (Statement statement = session.connection().createStatement()) {
            for (Table table : tables) {
                try (ResultSet count =
                        statement.executeQuery("select count(*) from only " + table.quoted)) {
                    count.next();
                    rows.put(table.name, count.getLong(1));
                }
            }
        }
        return rows;
    }
}
