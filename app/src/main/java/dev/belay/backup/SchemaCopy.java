package dev.belay.backup;

import dev.belay.db.ConnectException;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.db.Session;
import dev.belay.db.SessionSource;
import dev.belay.db.Sessions;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.store.OwnerOnly;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.tool.Child;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schema of a PostgreSQL database, brought into an empty one by pg_dump and pg_restore. */
final class SchemaCopy {
    /** How long pg_dump may queue for a table that is locked against reading. */
    private static final String LOCK_WAIT_MILLIS = "30000";

    /**
     * What would reach beyond the copy, by itself or as soon as a script uses it, or takes rights
     * that only a superuser has. Extensions are made before.
     */
    private static final Pattern LEFT_OUT =
            Pattern.compile(
                    "\\d+; \\d+ \\d+ (EXTENSION|USER MAPPING|SUBSCRIPTION|PUBLICATION|EVENT"
                            + " TRIGGER)\\b.*");

    private final Sessions sessions;
    private final Tools tools;
    private final Target live;
    private final Target server;
    private final Target empty;

    SchemaCopy(Sessions sessions, Tools tools, Target live, Target server, Target empty) {
        this.sessions = sessions;
        this.tools = tools;
        this.live = live;
        this.server = server;
        this.empty = empty;
    }

    List<String> run(Likeness.Rest rest, Attendant attendant)
            throws SQLException, ConnectException, IOException {
        Path folder = Files.createTempDirectory("belay-");
        Path archive = folder.resolve("schema.dump");
        Path contents = folder.resolve("contents");
        try (SessionSource source = sessions.source(live, Purpose.WORK);
                Session session = source.session()) {
            attendant.whenGone(source::abort);
            OwnerOnly.file(archive);
            OwnerOnly.file(contents);
            PgTools pg = programs(session);
            attendant.at(Messages.text("backup.schema"), OptionalDouble.empty());
            dump(session, pg, archive, attendant);
            List<String> notes = chosen(pg, archive, contents, attendant);
            restore(pg, archive, contents, attendant);
            rest.bring(session);
            session.connection().rollback();
            return notes;
        } finally {
            Files.deleteIfExists(archive);
            Files.deleteIfExists(contents);
            Files.deleteIfExists(folder);
        }
    }

    private PgTools programs(Session session) {
        PgTools.Found found = PgTools.find(tools, session.identity().version().major());
        return found.tools()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                "backup.schema-tool",
                                                live.name(),
                                                ExitCode.INCOMPATIBLE,
                                                found.hindrance())
                                        .asException());
    }

    private void dump(Session session, PgTools pg, Path archive, Attendant attendant)
            throws SQLException, ConnectException, IOException {
        Connection connection = session.connection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        String snapshot = session.one("snapshot", row -> row.getString("snapshot"));
        List<String> arguments = new ArrayList<>();
        arguments.add("--format=custom");
        arguments.add("--schema-only");
        arguments.add("--no-password");
        arguments.add("--lock-wait-timeout=" + LOCK_WAIT_MILLIS);
        arguments.add("--snapshot=" + snapshot);
        arguments.add("--file=" + archive);
        at(live, live, pg, arguments, pg.dump().path(), attendant);
    }

    /**
     * Writes down what is restored.
     *
     * @return what is not, a sentence each
     */
    private List<String> chosen(PgTools pg, Path archive, Path contents, Attendant attendant)
            throws IOException {
        StringBuilder list = new StringBuilder();
        try (Child child =
                Child.start(pg.restore().path(), List.of("--list", archive.toString()))) {
            attendant.whenGone(child::close);
            child.output(
                    out -> list.append(new String(out.readAllBytes(), StandardCharsets.UTF_8)));
            ended(child, attendant);
        }
        List<String> taken = new ArrayList<>();
        TreeSet<String> left = new TreeSet<>();
        for (String line : list.toString().lines().toList()) {
            Matcher out = LEFT_OUT.matcher(line);
            if (!out.matches()) {
                taken.add(line);
            } else if (!out.group(1).equals("EXTENSION")) {
                left.add(out.group(1));
            }
        }
        Files.write(contents, taken);
        return left.isEmpty()
                ? List.of()
                : List.of(Messages.text("backup.schema-without", String.join(", ", left)));
    }

    private void restore(PgTools pg, Path archive, Path contents, Attendant attendant)
            throws ConnectException, IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("--exit-on-error");
        arguments.add("--no-owner");
        arguments.add("--no-privileges");
        arguments.add("--no-comments");
        arguments.add("--no-security-labels");
        arguments.add("--no-tablespaces");
        arguments.add("--no-password");
        arguments.add("--use-list=" + contents);
        at(server, empty, pg, arguments, pg.restore().path(), attendant, archive.toString());
    }

    /** Runs a program on a database, with the password and on the way of a target. */
    private void at(
            Target way,
            Target database,
            PgTools pg,
            List<String> arguments,
            Path program,
            Attendant attendant,
            String... last)
            throws ConnectException, IOException {
        try (Forwarding.Forward forward = sessions.way(way);
                PasswordFile password =
                        new PasswordFile(sessions.passwords().password(way.acting()))) {
            arguments.add(
                    "--dbname="
                            + Conninfo.of(
                                    forward.reached(database.acting()),
                                    password.path(),
                                    pg.dump().major()));
            arguments.addAll(List.of(last));
            try (Child child = Child.start(program, arguments)) {
                attendant.whenGone(child::close);
                ended(child, attendant);
            }
        }
    }

    private void ended(Child child, Attendant attendant) {
        boolean well = child.ended();
        if (attendant.gone()) {
            throw Failure.ended(live);
        }
        if (!well) {
            throw failed(child.words());
        }
    }

    private BelayException failed(String words) {
        return Problem.of(
                        "backup.schema-failed",
                        live.name(),
                        ExitCode.FAILED,
                        ServerWords.tame(Failure.firstError(words)))
                .asException();
    }
}
