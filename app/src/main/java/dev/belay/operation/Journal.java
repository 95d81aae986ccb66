package dev.belay.operation;

import dev.belay.store.Store;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.ProfileJson;
import dev.belay.target.Target;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The operations that were begun, in the store. Each entry is on the disk before what it announces
 * happens; one without an end tells of an interruption.
 */
public final class Journal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Rows for {@link #entry}, of {@code operation o}. */
    static final String SELECT =
            "SELECT o.*, (SELECT p.phase FROM operation_phase p WHERE p.operation = o.id"
                    + " ORDER BY p.number DESC LIMIT 1) AS phase FROM operation o";

    private static final String DOUBT = AuditEvent.IN_DOUBT.id();

    private final Store store;
    private final Clock clock;

    /**
     * An operation that was begun.
     *
     * @param target as it was then, to be found again
     */
    public record Entry(
            String id,
            String operation,
            Map<String, String> arguments,
            Target target,
            String fingerprint,
            String basis,
            Operator operator,
            Instant begun,
            Phase phase) {
        public Entry {
            arguments = Map.copyOf(arguments);
        }
    }

    /** A phase an operation reached, and what was noted of it. */
    public record Reached(Phase phase, Instant at, String note) {}

    public Journal(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void begin(String id, Plan plan, Operator operator) {
        Target target = plan.target();
        store.write(
                handle -> {
                    handle.createUpdate(
                                    "INSERT INTO operation (id, operation, arguments, target,"
                                        + " place, engine, environment, profile, fingerprint,"
                                        + " basis, user, host, pid, process_at, begun_at) VALUES"
                                        + " (:id, :operation, :arguments, :target, :place, :engine,"
                                        + " :environment, :profile, :fingerprint, :basis, :user,"
                                        + " :host, :pid, :process, :at)")
                            .bind("id", id)
                            .bind("operation", plan.operation())
                            .bind("arguments", JSON.writeValueAsString(plan.arguments()))
                            .bind("target", target.name())
                            .bind("place", target.place())
                            .bind("engine", target.engine().id())
                            .bind("environment", target.environment().id())
                            .bind("profile", ProfileJson.write(target))
                            .bind("fingerprint", plan.fingerprint())
                            .bind("basis", plan.basis())
                            .bind("user", operator.user())
                            .bind("host", operator.host())
                            .bind("pid", operator.pid())
                            .bind("process", operator.began().toEpochMilli())
                            .bind("at", clock.millis())
                            .execute();
                    reached(handle, id, Phase.LOCKED, "");
                    return id;
                });
    }

    void reached(String id, Phase phase, String note) {
        store.write(
                handle -> {
                    reached(handle, id, phase, note);
                    return id;
                });
    }

    private void reached(Handle handle, String id, Phase phase, String note) {
        handle.execute(
                "INSERT INTO operation_phase (operation, number, phase, at, note) SELECT ?,"
                        + " count(*) + 1, ?, ?, ? FROM operation_phase WHERE operation = ?",
                id,
                phase.id(),
                clock.millis(),
                note,
                id);
    }

    void end(String id, String outcome, String told) {
        store.write(
                handle ->
                        handle.execute(
                                "UPDATE operation SET ended_at = ?, outcome = ?, told = ? WHERE id"
                                        + " = ? AND ended_at IS NULL",
                                clock.millis(),
                                outcome,
                                told,
                                id));
    }

    /** Keeps it open: what became of it is to be found out when its server answers again. */
    void doubt(String id, String told) {
        store.write(
                handle ->
                        handle.execute(
                                "UPDATE operation SET outcome = ?, told = ? WHERE id = ? AND"
                                        + " ended_at IS NULL",
                                DOUBT,
                                told,
                                id));
    }

    /**
     * Those without an end whose process is not there any more, and those in doubt, oldest first.
     */
    public List<Entry> interrupted() {
        record Open(Entry entry, boolean inDoubt) {}
        return store
                .read(
                        handle ->
                                handle.createQuery(
                                                SELECT
                                                        + " WHERE o.ended_at IS NULL ORDER BY"
                                                        + " begun_at")
                                        .map(
                                                (row, context) ->
                                                        new Open(
                                                                entry(row),
                                                                DOUBT.equals(
                                                                        row.getString("outcome"))))
                                        .list())
                .stream()
                .filter(open -> open.inDoubt || !open.entry.operator().runs())
                .map(Open::entry)
                .toList();
    }

    /** What was found of interrupted operations, and who knows of it. */
    Notices notices() {
        return new Notices(store, clock);
    }

    /** What interrupted operations left undecided. */
    Undecided undecided() {
        return new Undecided(store, this);
    }

    /** True if it has no end yet. */
    boolean isOpen(String id) {
        return store.read(
                handle ->
                        handle.createQuery(
                                                "SELECT count(*) FROM operation WHERE id = :id AND"
                                                        + " ended_at IS NULL")
                                        .bind("id", id)
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }

    /** The phases an operation went through, in their order. */
    public List<Reached> phases(String id) {
        return store.read(
                handle ->
                        handle.createQuery(
                                        "SELECT phase, at, note FROM operation_phase WHERE"
                                                + " operation = :id ORDER BY number")
                                .bind("id", id)
                                .map(
                                        (row, context) ->
                                                new Reached(
                                                        phase(row.getString("phase")),
                                                        Instant.ofEpochMilli(row.getLong("at")),
                                                        row.getString("note")))
                                .list());
    }

    private static Phase phase(String id) {
        return Phase.valueOf(id.toUpperCase(Locale.ROOT));
    }

    static Entry entry(ResultSet row) throws SQLException {
        Target target =
                ProfileJson.read(
                        row.getString("target"),
                        Engine.valueOf(row.getString("engine").toUpperCase(Locale.ROOT)),
                        Environment.valueOf(row.getString("environment").toUpperCase(Locale.ROOT)),
                        row.getString("profile"),
                        0);
        return new Entry(
                row.getString("id"),
                row.getString("operation"),
                JSON.readValue(row.getString("arguments"), new TypeReference<>() {}),
                target,
                row.getString("fingerprint"),
                row.getString("basis"),
                new Operator(
                        row.getString("user"),
                        row.getString("host"),
                        row.getLong("pid"),
                        Instant.ofEpochMilli(row.getLong("process_at"))),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                phase(row.getString("phase")));
    }
}
