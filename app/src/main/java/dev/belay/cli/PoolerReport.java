package dev.belay.cli;

import dev.belay.activity.Pooling;
import dev.belay.activity.Pooling.Line;
import dev.belay.db.ConnectException;
import dev.belay.db.PoolerConsole;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the console of a target's PgBouncer showed, or why it showed nothing.
 *
 * @param console where it is
 * @param pooling null if it showed nothing
 * @param problem null if it did
 */
record PoolerReport(Target console, @Nullable Pooling pooling, @Nullable Problem problem) {

    /** Asks it in one attempt; empty where the target names none. */
    static Optional<PoolerReport> of(Call call, Target target) {
        return target.pgBouncer().map(console -> asked(call, target, console));
    }

    private static PoolerReport asked(Call call, Target target, Target console) {
        try (PoolerConsole open = call.parts().sessions().console(target, console)) {
            return shown(console, open);
        } catch (ConnectException e) {
            return new PoolerReport(console, null, e.failure().problem());
        } catch (BelayException e) {
            return new PoolerReport(console, null, e.problem());
        }
    }

    private static PoolerReport shown(Target console, PoolerConsole open) {
        try {
            return new PoolerReport(console, Pooling.read(open), null);
        } catch (SQLException e) {
            return new PoolerReport(console, null, open.failure(e).problem());
        }
    }

    Json document() {
        return Json.object()
                .put("console", console.place())
                .put(
                        "pools",
                        pooling == null
                                ? null
                                : pooling.pools().stream().map(PoolerReport::pool).toList())
                .put("error", problem == null ? null : Output.error(problem));
    }

    private static Json pool(Line line) {
        return Json.object()
                .put("database", line.database())
                .put("user", line.user())
                .put("mode", line.mode())
                .put("clientsActive", line.clientsActive())
                .put("clientsWaiting", line.clientsWaiting())
                .put("serversActive", line.serversActive())
                .put("serversIdle", line.serversIdle())
                .put("serversUsed", line.serversUsed())
                .put("serversTested", line.serversTested())
                .put("serversLogin", line.serversLogin())
                .put("maxWaitMs", line.longestWait());
    }

    void tell(Output out) {
        if (problem != null) {
            out.told(problem);
        }
        if (pooling == null) {
            return;
        }
        out.line(
                Style.STRONG,
                Messages.text("cli.pool.pooler", console.place(), pooling.pools().size()));
        Table table = new Table(3, 4, 5, 6, 7, 8);
        table.head(Messages.text("cli.pool.pooler.columns").split("\\|"));
        for (Line line : pooling.pools()) {
            table.row(
                    line.database(),
                    line.user(),
                    line.mode() == null ? "" : line.mode(),
                    Units.count(line.clientsActive()),
                    Units.count(line.clientsWaiting()),
                    line.longestWait().equals(Duration.ZERO)
                            ? ""
                            : Units.duration(line.longestWait()),
                    Units.count(line.serversActive()),
                    Units.count(line.serversIdle() + line.serversUsed()),
                    Units.count(line.servers()));
        }
        if (!pooling.pools().isEmpty()) {
            out.table(table);
        }
    }
}
