package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.History;
import dev.belay.history.ScriptText;
import dev.belay.lint.Traces;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Whether what scripts make is there, and what they drop is not: what a catalogue tells of it. */
final class Existence {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Engine engine;
    private final @Nullable String schema;
    private final List<There> relations;
    private final Set<There> columns;

    /** A relation, or a column of one. */
    private record There(String schema, String name, @Nullable String column, String kind) {}

    private Existence(
            Engine engine, @Nullable String schema, List<There> relations, Set<There> columns) {
        this.engine = engine;
        this.schema = schema;
        this.relations = relations;
        this.columns = columns;
    }

    /**
     * Looks for what scripts that were run should have left.
     *
     * @param history after they were run
     * @param remade views of these names may be there again, though a script dropped them
     * @return what is not as it should be, a sentence each
     */
    static List<String> faults(
            Session session,
            Target target,
            History history,
            List<ScriptText> run,
            Predicate<String> remade)
            throws SQLException {
        List<Traces.Trace> all = traces(target, run);
        if (all.isEmpty()) {
            return List.of();
        }
        Existence found = read(session, target, history, all);
        List<String> faults = new ArrayList<>(found.absent(all));
        for (Traces.Trace each : all) {
            if (!each.there() && found.still(each, remade)) {
                faults.add(Messages.text("operation.verify.present", each.source(), each.text()));
            }
        }
        return faults;
    }

    /** What these scripts made and is not there, a sentence each. */
    static List<String> absent(
            Session session, Target target, History history, List<ScriptText> run)
            throws SQLException {
        List<Traces.Trace> all = traces(target, run);
        return all.isEmpty() ? List.of() : read(session, target, history, all).absent(all);
    }

    /** What these scripts make and is there, by its names. */
    static List<String> present(
            Session session, Target target, History history, List<ScriptText> scripts)
            throws SQLException {
        List<Traces.Trace> made =
                traces(target, scripts).stream().filter(Traces.Trace::there).toList();
        if (made.isEmpty()) {
            return List.of();
        }
        Existence found = read(session, target, history, made);
        return made.stream().filter(found::there).map(Traces.Trace::text).toList();
    }

    /**
     * What is there though the scripts that made it were undone.
     *
     * @param source the statement that made it
     * @param kind table, view, index or column
     */
    record Left(String source, String kind, String name) {}

    /** What was made by these scripts alone, is there, and is not made by their undo scripts. */
    static List<Left> left(
            Session session,
            Target target,
            History history,
            List<ScriptText> made,
            List<ScriptText> undos,
            Predicate<String> remade)
            throws SQLException {
        Set<String> meant = new HashSet<>();
        traces(target, undos).stream()
                .filter(Traces.Trace::there)
                .forEach(t -> meant.add(t.text()));
        List<Traces.Trace> own =
                followed(target, made).own().stream()
                        .filter(t -> !meant.contains(t.text()))
                        .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        Existence found = read(session, target, history, own);
        return own.stream()
                .filter(t -> found.still(t, remade))
                .map(t -> new Left(t.source(), found.all(t).getFirst().kind, t.text()))
                .toList();
    }

    private List<String> absent(List<Traces.Trace> traces) {
        return traces.stream()
                .filter(t -> t.there() && !there(t))
                .map(t -> Messages.text("operation.verify.absent", t.source(), t.text()))
                .toList();
    }

    private static List<Traces.Trace> traces(Target target, List<ScriptText> run) {
        return followed(target, run).all();
    }

    private static Traces followed(Target target, List<ScriptText> run) {
        Traces traces = new Traces(target.engine());
        for (ScriptText script : run) {
            for (ScriptText.Statement each : script.statements()) {
                traces.add(each.sql(), script.file().getFileName() + ":" + each.line());
            }
        }
        return traces;
    }

    private static Existence read(
            Session session, Target target, History history, List<Traces.Trace> traces)
            throws SQLException {
        Set<String> names = new HashSet<>();
        Set<String> tables = new HashSet<>();
        traces.forEach(t -> (t.column() == null ? names : tables).add(t.name()));
        List<There> relations =
                session.all(
                        "relations-named",
                        row ->
                                new There(
                                        row.getString("schema"),
                                        row.getString("name"),
                                        null,
                                        row.getString("kind")),
                        JSON.writeValueAsString(names));
        Set<There> columns =
                tables.isEmpty()
                        ? Set.of()
                        : new HashSet<>(
                                session.all(
                                        "columns-named",
                                        row ->
                                                new There(
                                                        row.getString("schema"),
                                                        row.getString("name"),
                                                        row.getString("column"),
                                                        "column"),
                                        JSON.writeValueAsString(tables)));
        return new Existence(target.engine(), schema(history, target), relations, columns);
    }

    /** Names without one are made where the history stands: Flyway sees to that. */
    private static @Nullable String schema(History history, Target target) {
        String table = history.table();
        String name = "." + target.flyway().tableOrDefault();
        return table != null && table.endsWith(name)
                ? table.substring(0, table.length() - name.length())
                : null;
    }

    /** In any schema, if none was named. */
    private boolean there(Traces.Trace trace) {
        return all(trace).stream()
                .anyMatch(t -> trace.schema() == null || same(t.schema, trace.schema()));
    }

    private boolean still(Traces.Trace trace, Predicate<String> remade) {
        String in = trace.schema() == null ? schema : trace.schema();
        return in != null
                && all(trace).stream()
                        .filter(t -> same(t.schema, in))
                        .anyMatch(t -> !(t.kind.equals("view") && remade.test(t.name)));
    }

    private List<There> all(Traces.Trace trace) {
        String column = trace.column();
        if (column == null) {
            return relations.stream().filter(t -> same(t.name, trace.name())).toList();
        }
        return columns.stream()
                .filter(t -> same(t.name, trace.name()))
                .filter(t -> same(Objects.requireNonNull(t.column), column))
                .toList();
    }

    private boolean same(String one, String other) {
        return engine == Engine.POSTGRESQL
                ? one.equals(other)
                : one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
