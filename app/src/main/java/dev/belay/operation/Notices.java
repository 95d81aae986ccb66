package dev.belay.operation;

import dev.belay.store.Store;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What was found of interrupted operations, in the store: told by a command once, and by windows
 * until somebody has acknowledged it, whichever of them found it out.
 */
final class Notices {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Rows that were seeded say nothing of a schema, so they do not end what is told of one. */
    private static final String OVERTAKEN =
            " AND NOT EXISTS (SELECT 1 FROM operation l WHERE l.place = o.place AND l.outcome ="
                    + " 'done' AND l.ended_at > o.ended_at AND (l.operation <> 'seed' OR"
                    + " o.operation = 'seed'))";

    private final Store store;
    private final Clock clock;

    /** How a target was found, as it is kept beside the sentence. */
    private record Kept(String state, List<String> done, List<String> left) {}

    Notices(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Ends an interrupted operation in the journal, with how its target was found. */
    void conclude(String id, Found found) {
        String kept =
                JSON.writeValueAsString(new Kept(found.state().name(), found.done(), found.left()));
        store.write(
                handle ->
                        handle.execute(
                                "UPDATE operation SET ended_at = ?, outcome = 'interrupted', told"
                                        + " = ?, found = ?, acknowledged_at = NULL WHERE id = ? AND"
                                        + " ended_at IS NULL",
                                clock.millis(),
                                found.sentence(),
                                kept,
                                id));
    }

    /** Those that no command has told of, oldest first. */
    List<Interrupted> unprinted() {
        return without("printed_at", "");
    }

    /**
     * Those that nobody has acknowledged and that still tell how their target stands, oldest first:
     * what was done there since has made what was found untrue.
     */
    List<Interrupted> unread() {
        return without("acknowledged_at", OVERTAKEN);
    }

    /** Those on a target of which a piece stays undecided, oldest first. */
    List<Interrupted> undecided(String place) {
        return store
                .read(
                        handle ->
                                handle.createQuery(
                                                Journal.SELECT
                                                        + " WHERE o.outcome = 'interrupted' AND"
                                                        + " o.found IS NOT NULL AND o.place ="
                                                        + " :place ORDER BY o.begun_at")
                                        .bind("place", place)
                                        .map((row, context) -> interrupted(row))
                                        .list())
                .stream()
                .filter(i -> i.found().state() == Found.State.UNDECIDED)
                .toList();
    }

    private List<Interrupted> without(String mark, String more) {
        return store.read(
                handle ->
                        handle.createQuery(
                                        Journal.SELECT
                                                + " WHERE o.outcome = 'interrupted' AND o.found IS"
                                                + " NOT NULL AND o."
                                                + mark
                                                + " IS NULL"
                                                + more
                                                + " ORDER BY o.begun_at")
                                .map((row, context) -> interrupted(row))
                                .list());
    }

    private static Interrupted interrupted(ResultSet row) throws SQLException {
        Kept kept = JSON.readValue(row.getString("found"), Kept.class);
        return new Interrupted(
                Journal.entry(row),
                new Found(
                        Found.State.valueOf(kept.state()),
                        kept.done(),
                        kept.left(),
                        row.getString("told")),
                Instant.ofEpochMilli(row.getLong("ended_at")));
    }

    /** A command has told of it. */
    void printed(String id) {
        store.write(
                handle ->
                        handle.execute(
                                "UPDATE operation SET printed_at = ? WHERE id = ?",
                                clock.millis(),
                                id));
    }

    /** Somebody has read of it. */
    void acknowledge(String id, Operator reader) {
        store.write(
                handle ->
                        handle.execute(
                                "UPDATE operation SET acknowledged_at = ?, acknowledged_by = ?"
                                        + " WHERE id = ? AND acknowledged_at IS NULL",
                                clock.millis(),
                                reader.user() + "@" + reader.host(),
                                id));
    }

    /** True if somebody has read of one that could not be looked at to the end yet. */
    boolean acknowledged(String id) {
        return store.read(
                handle ->
                        handle.createQuery(
                                                "SELECT count(acknowledged_at) FROM operation WHERE"
                                                        + " id = :id")
                                        .bind("id", id)
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }
}
