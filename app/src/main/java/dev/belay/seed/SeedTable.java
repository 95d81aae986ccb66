package dev.belay.seed;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the database has it.
 *
 * @param quoted its name with its schema, to be put into statements
 * @param keys the columns of its primary key, then of each unique constraint
 */
public record SeedTable(String quoted, List<SeedColumn> columns, List<List<SeedColumn>> keys) {

    private record KeyPart(String key, @Nullable String column) {}

    public SeedTable {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** The quoted name of the table that is called so. */
    public static Optional<String> named(Session session, String name) throws SQLException {
        return session.all("find-table", row -> row.getString("quoted"), name).stream().findFirst();
    }

    /**
     * The table that a file's rows go into.
     *
     * @throws dev.belay.message.BelayException if there is none
     */
    static SeedTable of(Session session, SeedFile.Rows file) throws SQLException {
        String quoted =
                named(session, file.table())
                        .orElseThrow(
                                () ->
                                        file.source()
                                                .fault(
                                                        Spot.START,
                                                        "seed.fault.table",
                                                        file.table()));
        List<SeedColumn> columns = session.all("seed-columns", SeedColumn::of, quoted);
        Map<String, List<SeedColumn>> keys = new LinkedHashMap<>();
        List<String> unusable = new ArrayList<>();
        for (KeyPart part :
                session.all(
                        "seed-keys",
                        row -> new KeyPart(row.getString("key"), row.getString("name")),
                        quoted)) {
            Optional<SeedColumn> column = find(columns, String.valueOf(part.column));
            if (part.column == null || column.isEmpty()) {
                unusable.add(part.key);
            } else {
                keys.computeIfAbsent(part.key, k -> new ArrayList<>()).add(column.get());
            }
        }
        unusable.forEach(keys::remove);
        return new SeedTable(quoted, columns, keys.values().stream().map(List::copyOf).toList());
    }

    private static Optional<SeedColumn> find(List<SeedColumn> columns, String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .or(
                        () ->
                                columns.stream()
                                        .filter(c -> c.name().equalsIgnoreCase(name))
                                        .findFirst());
    }

    /** The columns a row names, in its order. */
    List<SeedColumn> columns(SeedFile.Rows file, SeedRow row) {
        List<SeedColumn> named = new ArrayList<>();
        row.cells()
                .forEach(
                        (name, cell) -> {
                            SeedColumn column =
                                    find(columns, name)
                                            .orElseThrow(
                                                    () ->
                                                            file.source()
                                                                    .fault(
                                                                            file.named(name, cell),
                                                                            "seed.fault.column",
                                                                            file.table(),
                                                                            name));
                            if (column.generated()) {
                                throw file.source()
                                        .fault(
                                                file.named(name, cell),
                                                "seed.fault.generated",
                                                name);
                            }
                            if (named.contains(column)) {
                                throw file.source()
                                        .fault(
                                                file.named(name, cell),
                                                "seed.fault.column.twice",
                                                name);
                            }
                            named.add(column);
                        });
        return named;
    }

    /** The columns that tell rows with these columns apart. */
    List<SeedColumn> key(SeedFile.Rows file, SeedRow row, List<SeedColumn> given) {
        if (!file.key().isEmpty()) {
            return file.key().stream()
                    .map(
                            name ->
                                    find(given, name)
                                            .orElseThrow(
                                                    () ->
                                                            file.source()
                                                                    .fault(
                                                                            row.spot(),
                                                                            "seed.fault.key.column",
                                                                            name,
                                                                            file.table())))
                    .toList();
        }
        return keys.stream()
                .filter(given::containsAll)
                .findFirst()
                .orElseThrow(() -> file.source().fault(row.spot(), "seed.fault.key", file.table()));
    }
}
