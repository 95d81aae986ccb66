package dev.belay.activity;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The client sessions of a server, counted by state.
 *
 * @param all of them
 * @param max how many the server lets in, null where nothing limits them
 * @param reserved how many of those places ordinary roles cannot have
 * @param belay how many of them are Belay's
 * @param hidden how many the role may not see into, so that their state is unknown
 * @param by the same by application, user and client, the most first
 */
public record Pool(
        Count all,
        @Nullable Integer max,
        @Nullable Integer reserved,
        int belay,
        int hidden,
        Map<By, List<Count>> by) {

    /** What sessions are told apart by. */
    public enum By {
        APPLICATION,
        USERNAME,
        CLIENT
    }

    /**
     * Some of them; those of no state here are hidden, or in none that the server knows.
     *
     * @param name what they have in common; empty where they name nothing
     */
    public record Count(
            String name, int total, int active, int idle, int idleInTransaction, int waiting) {}

    /** False where states of some of these are hidden, so that the counts by state say nothing. */
    public boolean sees(Count count) {
        return hidden == 0
                || count.active + count.idle + count.idleInTransaction + count.waiting
                        == count.total;
    }

    private record Line(String kind, Count count, int max, int reserved, int belay, int hidden) {}

    /**
     * Counts them in one round trip. Empty where the engine has no sessions that could be counted.
     *
     * @throws SQLException also where the purpose's deadline ended it
     */
    public static Optional<Pool> read(Session session) throws SQLException {
        return session.can("pool")
                ? Optional.of(of(session.all("pool", Pool::line)))
                : FileParties.of(session).map(Pool::of);
    }

    private static Line line(ResultSet row) throws SQLException {
        String name = Columns.line(row, "name");
        Count count =
                new Count(
                        name == null ? "" : name,
                        row.getInt("total"),
                        row.getInt("active"),
                        row.getInt("idle"),
                        row.getInt("idle_in_transaction"),
                        row.getInt("waiting"));
        return new Line(
                row.getString("kind"),
                count,
                row.getInt("max"),
                row.getInt("reserved"),
                row.getInt("belay"),
                row.getInt("hidden"));
    }

    private static Pool of(List<Line> lines) {
        Line all = lines.stream().filter(l -> l.kind.equals("all")).findFirst().orElseThrow();
        Map<By, List<Count>> by = new EnumMap<>(By.class);
        for (By each : By.values()) {
            by.put(
                    each,
                    lines.stream()
                            .filter(l -> l.kind.equalsIgnoreCase(each.name()))
                            .map(Line::count)
                            .toList());
        }
        return new Pool(all.count, all.max, all.reserved, all.belay, all.hidden, by);
    }

    /** A file has processes, of which nothing but their locks is known. */
    private static Pool of(FileParties file) {
        int processes = file.processes().size();
        Count all = new Count("", processes, 0, 0, 0, 0);
        return new Pool(all, null, null, 0, processes, Map.of());
    }
}
