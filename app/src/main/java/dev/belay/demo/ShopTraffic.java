package dev.belay.demo;

import dev.belay.target.Engine;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the shops' application does to its database: orders are placed, paid, shipped and archived.
 * Each method is what one transaction does; {@link #within} makes it one.
 */
final class ShopTraffic {
    /** Where there are more orders than this, the oldest shipped ones are archived, a quarter. */
    private static final int KEPT_ORDERS = 8_000;

    private static final String PLACE =
            """
            INSERT INTO orders (project_id, number, customer_email, total_cents, placed_at)
            SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ? FROM orders WHERE project_id = ?
            RETURNING id
            """;
    private static final String LINE =
            "INSERT INTO order_lines (order_id, line, sku, quantity, unit_cents) VALUES (?, ?, ?,"
                    + " ?, ?)";
    private static final String TOUCH =
            "UPDATE projects SET updated_at = ?, version = version + 1 WHERE id = ?";

    // The index of open orders is partial, and SQLite uses it only where its condition is repeated.
    private static final String PAY =
            """
            UPDATE orders SET status = 'paid', paid_at = ?
             WHERE id = (SELECT id FROM orders WHERE status IN ('placed', 'paid') AND status = 'placed'
                         ORDER BY placed_at LIMIT 1)
            """;
    private static final String SHIP =
            """
            UPDATE orders SET status = 'shipped', shipped_at = ?
             WHERE id = (SELECT id FROM orders WHERE status IN ('placed', 'paid') AND status = 'paid'
                         ORDER BY placed_at LIMIT 1)
            """;
    private static final String CANCEL =
            """
            UPDATE orders SET status = 'cancelled'
             WHERE id = (SELECT id FROM orders WHERE status IN ('placed', 'paid') AND status = 'placed'
                         ORDER BY placed_at DESC LIMIT 1)
            """;
    private static final String SALES =
            """
            SELECT p.slug, count(*), sum(o.total_cents)
              FROM orders o JOIN projects p ON p.id = o.project_id
             WHERE o.status <> 'cancelled'
             GROUP BY p.slug ORDER BY 3 DESC
            """;
    private static final String OVERVIEW = "SELECT * FROM project_overview ORDER BY slug";
    private static final String ARCHIVE =
            """
            DELETE FROM orders WHERE id IN (
                SELECT id FROM orders WHERE status IN ('shipped', 'cancelled') ORDER BY id LIMIT ?)
            """;

    private final Engine engine;
    private final RandomGenerator random;
    private final int kept;

    ShopTraffic(Engine engine, RandomGenerator random) {
        this(engine, random, KEPT_ORDERS);
    }

    ShopTraffic(Engine engine, RandomGenerator random, int kept) {
        this.engine = engine;
        this.random = random;
        this.kept = kept;
    }

    /** Something done on a connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /**
     * One transaction. Between two of them the connection is in auto-commit, for sqlite-jdbc begins
     * the next IMMEDIATE one, and so holds the write lock, right after a commit.
     */
    static void within(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.on(connection);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The ids of the projects, whose rows are what the application's sessions meet at. */
    List<Long> projects(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        query(connection, "SELECT id FROM projects WHERE archived_at IS NULL", ids);
        return ids;
    }

    /** A customer's order of one to five lines; its project's row is locked on the way. */
    void placeOrder(Connection connection, long project) throws SQLException {
        touchProject(connection, project);
        int lines = 1 + random.nextInt(5);
        long order =
                returning(
                        connection,
                        PLACE,
                        project,
                        "customer" + random.nextInt(500) + "@mail.example",
                        lines * 1_990L,
                        now(),
                        project);
        for (int line = 1; line <= lines; line++) {
            update(connection, LINE, order, line, "SKU-" + (1000 + random.nextInt(300)), 1, 1_990L);
        }
    }

    /** Locks a project's row, as every save of it does. */
    void touchProject(Connection connection, long project) throws SQLException {
        update(connection, TOUCH, now(), project);
    }

    /** The oldest placed order is paid; one in thirty customers thinks better of it. */
    void pay(Connection connection) throws SQLException {
        if (random.nextInt(30) == 0) {
            update(connection, CANCEL);
        } else {
            update(connection, PAY, now());
        }
    }

    void ship(Connection connection) throws SQLException {
        update(connection, SHIP, now());
    }

    void report(Connection connection) throws SQLException {
        query(connection, random.nextBoolean() ? SALES : OVERVIEW, null);
    }

    /** Keeps the database from growing for ever. */
    void archive(Connection connection) throws SQLException {
        List<Long> count = new ArrayList<>();
        query(connection, "SELECT count(*) FROM orders", count);
        if (count.getFirst() > kept) {
            update(connection, ARCHIVE, kept / 4);
        }
    }

    private Object now() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return engine == Engine.SQLITE ? now.toString() : now.atOffset(ZoneOffset.UTC);
    }

    private static void update(Connection connection, String sql, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, arguments);
            statement.executeUpdate();
        }
    }

    private static long returning(Connection connection, String sql, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void query(Connection connection, String sql, @Nullable List<Long> into)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (into != null) {
                    into.add(rows.getLong(1));
                }
            }
        }
    }

    private static void fill(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }
}
