package dev.belay.seed;

import java.util.List;

/**
 * A row of a file beside the one in the database that has its key.
 *
 * @param columns those the row names, in its order
 * @param key those among them that tell rows apart
 * @param found false if the database has no such row
 * @param differences what it holds otherwise
 */
public record Match(
        SeedRow row,
        List<SeedColumn> columns,
        List<SeedColumn> key,
        boolean found,
        List<Difference> differences) {
    public Match {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        differences = List.copyOf(differences);
    }

    public boolean inserts() {
        return !found;
    }

    public boolean updates() {
        return !differences.isEmpty();
    }

    /** The columns that hold another value. */
    List<SeedColumn> changed() {
        return differences.stream().map(Difference::column).toList();
    }

    /** The value of a column, which the row names. */
    Cell cell(SeedColumn column) {
        return List.copyOf(row.cells().values()).get(columns.indexOf(column));
    }

    /** For people: {@code username 'admin'}. */
    public String keyWords() {
        return String.join(", ", key.stream().map(c -> c.name() + " " + cell(c).shown()).toList());
    }
}
