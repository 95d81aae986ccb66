package dev.belay.history;

import dev.belay.target.Engine;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.ParsedSqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script taken apart as Flyway does it, placeholders filled in.
 *
 * @param transactional true if all of it runs in one transaction
 * @param mixed true if Flyway would not run it, since it holds statements that no transaction may
 *     hold beside others and no {@code .conf} says how it is meant
 */
public record ScriptText(
        Path file, List<Statement> statements, boolean transactional, boolean mixed) {

    /**
     * One statement as it is sent.
     *
     * @param line where it begins in its script, from 1
     * @param column where it begins in that line, from 1
     * @param transactional false for one that no transaction may hold, as {@code CREATE INDEX
     *     CONCURRENTLY}
     */
    public record Statement(String sql, int line, int column, boolean transactional) {}

    public ScriptText {
        statements = List.copyOf(statements);
    }

    /** One that is not mixed. */
    public ScriptText(Path file, List<Statement> statements, boolean transactional) {
        this(file, statements, transactional, false);
    }

    /**
     * Takes a text apart that is no migration: no placeholder of it is filled in.
     *
     * @throws ScriptFailure if it cannot be taken apart
     */
    public static ScriptText parsed(Engine engine, Path file, String text) throws ScriptFailure {
        try {
            return of(file, Resolver.plain(engine, text), false);
        } catch (FlywayException e) {
            throw ScriptFailure.of(e);
        }
    }

    static ScriptText of(Path file, SqlScript script, boolean mixed) {
        List<Statement> statements = new ArrayList<>();
        try (SqlStatementIterator all = script.getSqlStatements()) {
            while (all.hasNext()) {
                SqlStatement each = all.next();
                statements.add(
                        new Statement(
                                each.getSql(),
                                each.getLineNumber(),
                                each instanceof ParsedSqlStatement parsed ? parsed.getCol() : 1,
                                each.canExecuteInTransaction()));
            }
        }
        return new ScriptText(file, statements, script.executeInTransaction(), mixed);
    }
}
