package dev.belay.operation;

import dev.belay.db.FileHolder;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Judgement;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private record Demand(String place, TableLock lock) {
        private static final Comparator<Demand> WEIGHT =
                Comparator.comparing(Demand::lock, TableLock.WEIGHT);
    }

    private record Judged(String place, Judgement judgement) {}

    /** A finding for each table that is large enough to name, and for each that is held. */
    static List<Finding> of(Session session, Target target, List<ScriptText> scripts)
            throws SQLException {
        Preflight preflight = new Preflight(session, target);
        if (target.engine() != Engine.POSTGRESQL) {
            return scripts.isEmpty() ? List.of() : preflight.file();
        }
        List<Judged> statements = judged(scripts);
        List<Finding> told = new ArrayList<>(preflight.tables(demands(statements)));
        told.addAll(preflight.readers(statements, told));
        return told;
    }

    private static List<Judged> judged(List<ScriptText> scripts) {
        PlanLint lint = new PlanLint(Engine.POSTGRESQL);
        List<Judged> judged = new ArrayList<>();
        for (ScriptText script : scripts) {
            for (ScriptText.Statement each : script.statements()) {
                String place = script.file().getFileName() + ":" + each.line();
                judged.add(new Judged(place, lint.judge(each.sql())));
            }
        }
        return judged;
    }

    /** Who has a target's file open; nothing for a server, whose rows are locked singly. */
    static List<Finding> ofFile(Session session, Target target) {
        return target.engine() == Engine.POSTGRESQL
                ? List.of()
                : new Preflight(session, target).file();
    }

    /** Of each object the strongest lock, and where it is asked for first. */
    private static List<Demand> demands(List<Judged> statements) {
        Map<SchemaObject, Demand> strongest = new LinkedHashMap<>();
        for (Judged each : statements) {
            for (TableLock lock : each.judgement().locks()) {
                strongest.merge(
                        lock.table(),
                        new Demand(each.place(), lock),
                        BinaryOperator.maxBy(Demand.WEIGHT));
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
                        demands.stream().map(d -> d.lock().table()).toList());
        List<HeldLock> holders =
                HeldLock.of(
                        session,
                        tables.stream()
                                .flatMap(t -> Stream.concat(t.parts().stream(), Stream.of(t.oid())))
                                .distinct()
                                .toList());
        for (LockedTable table : strongest(tables, demands)) {
            Demand demand = demands.get(table.asked());
            if (table.holdsRows() && demand.lock().awaited().conflicts(LockMode.ROW_EXCLUSIVE)) {
                told.add(Finding.note(size(demand, table, holders)));
            }
            queue(demand, table, holders, told);
            if (demand.lock().patient()) {
                seenOut(demand, table, holders, told);
            }
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
                    BinaryOperator.maxBy(
                            Comparator.comparing(t -> demands.get(t.asked()), Demand.WEIGHT)));
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
                demand.lock().mode().sql(),
                bytes < 0 ? Messages.text("preflight.size.unknown") : Units.size(bytes),
                table.rows() < 0
                        ? Messages.text("preflight.rows.unknown")
                        : Messages.text("preflight.rows", table.rows()));
    }

    private static void queue(
            Demand demand, LockedTable table, List<HeldLock> holders, List<Finding> told) {
        LockMode mode = demand.lock().mode();
        List<Holder> behind = strongest(table, holders, mode::conflicts);
        if (!behind.isEmpty()) {
            told.add(
                    new Finding.InTheWay(
                            behind,
                            Messages.text("preflight.then", demand.place()),
                            Messages.text(
                                    "preflight.queue",
                                    demand.place(),
                                    table.name(),
                                    mode.sql(),
                                    list(behind))));
        }
    }

    /** Those whose end a statement waits for without locking them out. */
    private static void seenOut(
            Demand demand, LockedTable table, List<HeldLock> holders, List<Finding> told) {
        TableLock lock = demand.lock();
        List<Holder> before =
                strongest(
                        table,
                        holders,
                        held -> lock.awaited().conflicts(held) && !lock.mode().conflicts(held));
        if (!before.isEmpty()) {
            told.add(
                    new Finding.InTheWay(
                            before,
                            Messages.text("preflight.awaited.then", demand.place()),
                            Messages.text(
                                    "preflight.awaited",
                                    demand.place(),
                                    list(before),
                                    table.name())));
        }
    }

    /** Who holds or waits for such a mode on the table; in several modes, with the strongest. */
    private static List<Holder> strongest(
            LockedTable table, List<HeldLock> holders, Predicate<LockMode> such) {
        Map<String, HeldLock> strongest = new LinkedHashMap<>();
        for (HeldLock each : holders) {
            if (table.covers(each.oid()) && such.test(each.mode())) {
                strongest.merge(
                        each.pid() + " " + each.gid(),
                        each,
                        BinaryOperator.maxBy(Comparator.comparing(HeldLock::mode)));
            }
        }
        return strongest.values().stream().map(each -> each.holder(table.name())).toList();
    }

    /** Who has read whatever it was before a statement that outlasts all such transactions. */
    private List<Finding> readers(List<Judged> statements, List<Finding> told) throws SQLException {
        Optional<Judged> first =
                statements.stream().filter(s -> s.judgement().outlastsSnapshots()).findFirst();
        if (first.isEmpty()) {
            return List.of();
        }
        Set<String> named =
                told.stream()
                        .filter(Finding.InTheWay.class::isInstance)
                        .flatMap(f -> ((Finding.InTheWay) f).holders().stream())
                        .map(Holder::who)
                        .collect(Collectors.toSet());
        List<Holder> before =
                HeldLock.snapshots(session).stream()
                        .map(HeldLock::reader)
                        .filter(h -> !named.contains(h.who()))
                        .toList();
        String place = first.get().place();
        return before.isEmpty()
                ? List.of()
                : List.of(
                        new Finding.InTheWay(
                                before,
                                Messages.text("preflight.awaited.then", place),
                                Messages.text("preflight.snapshots", place, list(before))));
    }

    private static String list(List<Holder> holders) {
        String named = String.join("; ", holders.stream().limit(NAMED).map(Holder::text).toList());
        int more = holders.size() - NAMED;
        return more <= 0 ? named : Messages.text("preflight.more", named, Units.count(more));
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
