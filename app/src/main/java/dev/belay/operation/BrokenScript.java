package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.history.MigrationState;
import dev.belay.history.ScriptFailure;
import dev.belay.history.ScriptText;
import dev.belay.lint.TransactionControl;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A script that broke off: where, what of it stands, and what the history says of it.
 *
 * @param command whose messages speak of it: {@code migrate}
 * @param at which of its statements failed, from 0
 */
record BrokenScript(String command, ScriptFailure failure, ScriptText script, int at) {

    /** Null if it was no statement of these scripts that failed. */
    static @Nullable BrokenScript of(
            String command, ScriptFailure failure, List<ScriptText> scripts) {
        ScriptFailure.Spot spot = failure.spot();
        if (spot == null) {
            return null;
        }
        for (ScriptText script : scripts) {
            List<ScriptText.Statement> all = script.statements();
            for (int i = 0; i < all.size() && script.file().equals(spot.script()); i++) {
                if (all.get(i).line() == spot.line() && all.get(i).sql().equals(spot.statement())) {
                    return new BrokenScript(command, failure, script, i);
                }
            }
        }
        return null;
    }

    /**
     * What the work ended with, told in full.
     *
     * @param session open on the target after that
     * @param history as it is now
     */
    Problem told(Session session, Target target, History history, Problem end) throws SQLException {
        boolean own = end.key().equals(command + ".script");
        if (own && waitedInVain()) {
            return Problem.of(
                    "operation.lock-timeout",
                    end.where(),
                    end.exit(),
                    placed(session),
                    holders(session, target));
        }
        String why = own ? placed(session) : end.why();
        String key = own && !script.transactional() ? command + ".bare" : end.key();
        return new Problem(key, end.where(), why + "; " + standing(history), end.exit());
    }

    private boolean waitedInVain() {
        SQLException sql = failure.sql();
        return script.transactional()
                && sql != null
                && LockTries.LOCK_TIMEOUT.equals(sql.getSQLState());
    }

    private String holders(Session session, Target target) throws SQLException {
        ScriptText alone =
                new ScriptText(script.file(), List.of(script.statements().get(at)), true);
        String holders =
                Preflight.of(session, target, List.of(alone)).stream()
                        .filter(Finding.InTheWay.class::isInstance)
                        .flatMap(f -> ((Finding.InTheWay) f).holders().stream())
                        .map(Holder::text)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return holders.isEmpty()
                ? Messages.text("script.holders.gone")
                : Messages.text("script.holders", holders);
    }

    /** With the very place in the statement, where the engine names one. */
    private String placed(Session session) {
        ScriptText.Statement statement = script.statements().get(at);
        SQLException sql = failure.sql();
        OptionalInt position = sql == null ? OptionalInt.empty() : session.dialect().position(sql);
        int reach = statement.sql().codePointCount(0, statement.sql().length());
        if (position.isEmpty() || position.getAsInt() > reach) {
            return ScriptProblem.placed(failure);
        }
        String before =
                statement
                        .sql()
                        .substring(
                                0, statement.sql().offsetByCodePoints(0, position.getAsInt() - 1));
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int last = before.lastIndexOf('\n') + 1;
        int column = before.codePointCount(last, before.length());
        return Messages.text(
                "script.place.column",
                failure.why(),
                script.file().getFileName().toString(),
                Integer.toString(statement.line() + lines),
                Integer.toString(column + (lines == 0 ? statement.column() : 1)),
                ScriptProblem.shown(statement.sql()));
    }

    private String standing(History history) {
        String said = Messages.text("script.history." + said(history));
        if (script.transactional()) {
            return Messages.text("script.standing.none", said);
        }
        int stand = standing();
        int of = script.statements().size();
        return stand == 0
                ? Messages.text("script.standing.first", of, said)
                : Messages.text(
                        "script.standing.some",
                        stand,
                        of,
                        Integer.toString(script.statements().get(stand - 1).line()),
                        said);
    }

    private String said(History history) {
        if (command.equals("rollback")) {
            return "still";
        }
        boolean failed =
                history.migrations().stream()
                        .filter(m -> script.file().equals(m.file()))
                        .anyMatch(m -> m.state() == MigrationState.FAILED);
        return failed ? "failed" : "none";
    }

    /** How many statements stand: a transaction that the script began itself is rolled back. */
    private int standing() {
        int stand = at;
        for (int i = 0; i < at; i++) {
            TransactionControl found =
                    TransactionControl.in(Engine.POSTGRESQL, script.statements().get(i).sql());
            if (found != null) {
                stand = found.opens() ? i : at;
            }
        }
        return stand;
    }
}
