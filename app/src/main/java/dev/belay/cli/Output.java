package dev.belay.cli;

import dev.belay.message.Inert;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command says: one JSON document or text for people on standard output, problems and
 * progress on standard error. Everything is made inert on its way, since much of it comes from
 * servers.
 */
final class Output {
    private final Terminal terminal;
    private final boolean json;
    private final boolean quiet;
    private final Map<String, Object> beside = new LinkedHashMap<>();

    Output(Terminal terminal, boolean json, boolean quiet) {
        this.terminal = terminal;
        this.json = json;
        this.quiet = quiet;
    }

    boolean json() {
        return json;
    }

    boolean person() {
        return terminal.person();
    }

    /** Puts something into the document, whichever it will be: beside a result or an error. */
    void beside(String key, Object value) {
        beside.put(key, value);
    }

    /** The one document of a command that was asked for JSON. */
    void document(Json document) {
        beside.forEach(document::put);
        terminal.out().println(document.text());
    }

    /** A line of the result. */
    void line(String text) {
        line(Style.PLAIN, text);
    }

    void line(Style style, String text) {
        terminal.out().println(style.apply(Inert.text(text), terminal.colour()));
    }

    void table(Table table) {
        table.lines(terminal.colour()).forEach(terminal.out()::println);
    }

    /** Text of our own that has lines, such as a completion script. */
    void verbatim(String text) {
        terminal.out().print(text);
    }

    /** What is going on; not told with {@code -q}. */
    void progress(String text) {
        if (!quiet) {
            terminal.err().println(Inert.text(text));
        }
    }

    /**
     * What somebody has to know, with {@code -q} as well.
     *
     * @return false if nobody can have read it
     */
    boolean notice(String text) {
        terminal.err().println("belay: " + Inert.text(text));
        return !terminal.err().checkError();
    }

    /** What went wrong: two lines, and with JSON the document as well. */
    void problem(Problem problem) {
        told(problem);
        if (json) {
            document(Json.object().put("error", error(problem)));
        }
    }

    /** The two lines alone, for a command whose document says it in its own way. */
    void told(Problem problem) {
        terminal.err().println("belay: " + Inert.text(problem.line()));
        terminal.err()
                .println(Messages.text("cli.next", Inert.text(problem.next()), problem.code()));
    }

    static Json error(Problem problem) {
        return Json.object()
                .put("code", problem.exit().number())
                .put("kind", problem.exit().kind())
                .put("message", problem.line())
                .put("hint", problem.next())
                .put("id", problem.code());
    }

    void flush() {
        terminal.out().flush();
        terminal.err().flush();
    }
}
