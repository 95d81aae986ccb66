package dev.belay.cli;

import dev.belay.activity.Pool;
import dev.belay.activity.Pool.By;
import dev.belay.activity.Pool.Count;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.Vitals;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import picocli.CommandLine.Command;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code belay pool}: connections by state and application, against the server's limit. */
@Command(name = "pool")
final class PoolCommand implements Action {
    private static final String NONE = "–";

    /** What was read of the target on one session. */
    private record Found(Optional<Pool> pool, Vitals vitals) {
        static Found read(Session session) throws SQLException {
            Optional<Pool> pool = Pool.read(session);
            // The first of a connection fills caches on both sides and is no measure.
            session.dialect().vitals(session);
            return new Found(pool, session.dialect().vitals(session));
        }
    }

    @Override
    public ExitCode run(Call call) throws InterruptedException {
        Target target = call.target();
        Found found = new Connector(call).ask(target, Found::read);
        Optional<PoolerReport> pooler = PoolerReport.of(call, target);
        if (call.out().json()) {
            Json document =
                    found.pool.map(p -> document(target, p)).orElseGet(() -> unknown(target));
            if (Sessions.onServer(target)) {
                PoolFigures.server(document, found.vitals)
                        .put("pgbouncer", pooler.map(PoolerReport::document).orElse(null));
            } else {
                PoolFigures.file(document, found.vitals);
            }
            call.out().document(document);
        } else {
            text(call.out(), target, found);
            pooler.ifPresent(p -> p.tell(call.out()));
        }
        boolean partly = pooler.map(PoolerReport::problem).isPresent();
        return partly ? ExitCode.PARTLY : ExitCode.DONE;
    }

    private static void text(Output out, Target target, Found found) {
        if (found.pool.isEmpty()) {
            out.line(Messages.text("cli.locks.unknown", Call.name(target)));
        } else {
            text(out, target, found.pool.get());
        }
        if (Sessions.onServer(target)) {
            PoolFigures.tellServer(out, found.vitals);
        } else {
            PoolFigures.tellFile(out, found.vitals);
        }
    }

    private static Json document(Target target, Pool pool) {
        return count(pool.all(), pool.sees(pool.all()))
                .put("target", Call.name(target))
                .put("max", pool.max())
                .put("reserved", pool.reserved())
                .put("belay", pool.belay())
                .put("notPermitted", pool.hidden())
                .put("warn", target.thresholds().poolWarn())
                .put("limit", target.thresholds().poolLimit())
                .put("byApplication", counts(pool, By.APPLICATION, "application"))
                .put("byUser", counts(pool, By.USERNAME, "user"))
                .put("byClient", counts(pool, By.CLIENT, "client"));
    }

    private static Json unknown(Target target) {
        return Json.object()
                .put("target", Call.name(target))
                .put("total", null)
                .put("max", null)
                .put("byApplication", List.of());
    }

    private static List<Json> counts(Pool pool, By by, String key) {
        return pool.by().getOrDefault(by, List.of()).stream()
                .map(c -> count(c, pool.sees(c)).put(key, c.name()))
                .toList();
    }

    /** States are unknown, not none, where the role may see none. */
    private static Json count(Count count, boolean seen) {
        return Json.object()
                .put("total", count.total())
                .put("active", seen ? count.active() : null)
                .put("idle", seen ? count.idle() : null)
                .put("idleInTransaction", seen ? count.idleInTransaction() : null)
                .put("waiting", seen ? count.waiting() : null);
    }

    private static void text(Output out, Target target, Pool pool) {
        Integer max = pool.max();
        if (max == null) {
            out.line(
                    Messages.text(
                            "cli.pool.file", Call.name(target), Units.count(pool.all().total())));
            return;
        }
        out.line(
                Style.STRONG,
                Messages.text(
                        "cli.pool.summary",
                        Call.name(target),
                        Units.count(pool.all().total()),
                        Units.count(max),
                        pool.reserved() == null ? 0 : pool.reserved(),
                        pool.belay()));
        if (pool.hidden() > 0) {
            out.line(Style.WARN, Messages.text("activity.hidden", pool.hidden()));
        }
        Table table = new Table(1, 2, 3, 4, 5);
        table.head(Messages.text("cli.pool.columns").split("\\|"));
        for (Count count : pool.by().getOrDefault(By.APPLICATION, List.of())) {
            row(
                    table,
                    count.name().isEmpty() ? Messages.text("cli.pool.unnamed") : count.name(),
                    count,
                    pool.sees(count));
        }
        row(table, Messages.text("cli.pool.all"), pool.all(), pool.sees(pool.all()));
        out.table(table);
    }

    private static void row(Table table, String name, Count count, boolean seen) {
        table.row(
                name,
                state(count.active(), seen),
                state(count.idle(), seen),
                state(count.idleInTransaction(), seen),
                state(count.waiting(), seen),
                Units.count(count.total()));
    }

    private static String state(int count, boolean seen) {
        return seen ? Units.count(count) : NONE;
    }
}
