package dev.belay.operation;

import dev.belay.db.FileHolder;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.LockMode;
import dev.belay.lint.PlanLint;
import dev.belay.lint.SchemaObject;
import dev.belay.lint.TableLock;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands in the way of scripts right now: how large the tables are that they will lock, and
 * who holds them. It is another a second later, so it belongs to no plan's basis.
 */
final class Preflight {
    private static final Set<String> WRITING =
            Set.of("write", "reserved", "pending", "exclusive", "checkpoint", "recover");
    private static final int NAMED = 5;

    private final Session session;
    private final Target target;

    private Preflight(Session session, Target target) {
        this.session = session;
        this.target = target;
    }

    /** A lock that a statement will ask for. */
    private record Demand(String place, SchemaObject object, LockMode mode) {}

    /** A finding for each table that is large enough to name, and for each that is held. */
    static List<Finding> of(Session session, Target target, List<ScriptText> scripts)
            throws SQLException {
        Preflight preflight = new Preflight(session, target);
        return target.engine() == Engine.POSTGRESQL
                ? preflight.tables(demands(scripts))
                : scripts.isEmpty() ? List.of() : preflight.file();
    }

    /** Who has a target's file open; nothing for a server, whose rows are locked singly. */
    static List<Finding> ofFile(Session session, Target target) {
        return target.engine() == Engine.POSTGRESQL
                ? List.of()
                : new Preflight(session, target).file();
    }

    /** Of each object the strongest lock, and where it is asked for first. */
    private static List<Demand> demands(List<ScriptText> scripts) {
        PlanLint lint = new PlanLint(Engine.POSTGRESQL);
        Map<SchemaObject, Demand> strongest = new LinkedHashMap<>();
        for (ScriptText script : scripts) {
            for (ScriptText.Statement each : script.statements()) {
                String place = script.file().getFileName() + ":" + each.line();
                for (TableLock lock : lint.judge(each.sql()).locks()) {
                    strongest.merge(
                            lock.table(),
                            new Demand(place, lock.table(), lock.mode()),
                            (a, b) -> a.mode().compareTo(b.mode()) >= 0 ? a : b);
                }
            }
        }
        return List.copyOf(strongest.values());
    }

    private List<Finding> tables(List<Demand> demands) throws SQLException {
        if (demands.isEmpty()) {
            return List.of();
        }
        List<Finding> told = new ArrayList<>();
        List<LockedTable> tables =
                LockedTable.of(
                        session,
                        target.flyway().schemas().stream().findFirst().orElse(null),
                        demands.stream().map(Demand::object).toList());
        List<HeldLock> holders =
                HeldLock.of(
                        session,
                        tables.stream()
                                .flatMap(t -> Stream.concat(t.parts().stream(), Stream.of(t.oid())))
                                .distinct()
                                .toList());
        for (LockedTable table : strongest(tables, demands)) {
            Demand demand = demands.get(table.asked());
            if (table.holdsRows() && demand.mode().conflicts(LockMode.ROW_EXCLUSIVE)) {
                told.add(Finding.note(size(demand, table, holders)));
            }
            queue(demand, table, holders, told);
        }
        return told;
    }

    /** A table that is locked by its own name and by that of an index is told once. */
    private static Collection<LockedTable> strongest(
            List<LockedTable> tables, List<Demand> demands) {
        Map<List<Long>, LockedTable> strongest = new LinkedHashMap<>();
        for (LockedTable table : tables) {
            strongest.merge(
                    table.parts(),
                    table,
                    (a, b) ->
                            demands.get(a.asked()).mode().compareTo(demands.get(b.asked()).mode())
                                            >= 0
                                    ? a
                                    : b);
        }
        return strongest.values();
    }

    /** Whoever wants the table for itself alone would make the question for its size wait. */
    private String size(Demand demand, LockedTable table, List<HeldLock> holders)
            throws SQLException {
        boolean shut =
                holders.stream()
                        .anyMatch(
                                h ->
                                        table.covers(h.oid())
                                                && h.mode().conflicts(LockMode.ACCESS_SHARE));
        long bytes = shut ? -1 : table.bytes(session);
        return Messages.text(
                "preflight.size",
                demand.place(),
                table.name(),
                demand.mode().sql(),
                bytes < 0 ? Messages.text("preflight.size.unknown") : Units.size(bytes),
                table.rows() < 0
                        ? Messages.text("preflight.rows.unknown")
                        : Messages.text("preflight.rows", Units.count(table.rows())));
    }

    private static void queue(
            Demand demand, LockedTable table, List<HeldLock> holders, List<Finding> told) {
        // Whoever holds it in several modes is told once, with the strongest.
        Map<String, HeldLock> strongest = new LinkedHashMap<>();
        for (HeldLock each : holders) {
            if (table.covers(each.oid()) && demand.mode().conflicts(each.mode())) {
                strongest.merge(
                        each.pid() + " " + each.gid(),
                        each,
                        (a, b) -> a.mode().compareTo(b.mode()) >= 0 ? a : b);
            }
        }
        List<Holder> behind =
                strongest.values().stream().map(each -> each.holder(table.name())).toList();
        if (behind.isEmpty()) {
            return;
        }
        List<String> named = behind.stream().limit(NAMED).map(Holder::text).toList();
        String all = String.join("; ", named);
        int more = behind.size() - named.size();
        told.add(
                new Finding.InTheWay(
                        behind,
                        Messages.text("preflight.then", demand.place()),
                        Messages.text(
                                "preflight.queue",
                                demand.place(),
                                table.name(),
                                demand.mode().sql(),
                                more == 0
                                        ? all
                                        : Messages.text(
                                                "preflight.more", all, Units.count(more)))));
    }

    /** Who writes to a file now, in words. */
    static List<String> writers(Session session, Target target) {
        return ofFile(session, target).stream()
                .filter(found -> found.severity() == Finding.Severity.WARN)
                .map(Finding::text)
                .toList();
    }

    private List<Finding> file() {
        long own = ProcessHandle.current().pid();
        Map<Long, FileHolder> others = new LinkedHashMap<>();
        for (FileHolder each : session.dialect().holders(session)) {
            if (each.pid() != own) {
                others.merge(each.pid(), each, (a, b) -> WRITING.contains(a.lock()) ? a : b);
            }
        }
        return others.values().stream().map(this::inTheWay).toList();
    }

    private Finding inTheWay(FileHolder other) {
        boolean writes = WRITING.contains(other.lock());
        String id = Long.toString(other.pid());
        String name = ServerWords.tame(other.command());
        String file = target.databaseName();
        Holder holder =
                new Holder(
                        Messages.text("preflight.pid", id),
                        name,
                        Messages.text(
                                writes ? "preflight.file.writing" : "preflight.file.opened", file),
                        name,
                        writes ? Finding.Severity.WARN : Finding.Severity.NOTE);
        return new Finding.InTheWay(
                List.of(holder),
                writes ? Messages.text("preflight.file.then") : "",
                Messages.text(
                        writes ? "preflight.file.writes" : "preflight.file.open", id, name, file));
    }
}
