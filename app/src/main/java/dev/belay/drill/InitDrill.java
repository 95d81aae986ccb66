package dev.belay.drill;

import dev.belay.db.Claim;
import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.ScriptText;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Operator;
import dev.belay.operation.Seed;
import dev.belay.schema.Scratch;
import dev.belay.schema.ScratchFolder;
import dev.belay.seed.SeedFile;
import dev.belay.store.Surroundings;
import dev.belay.target.Folders;
import dev.belay.target.PasswordFile;
import dev.belay.target.Target;
import dev.belay.tool.OwnProgram;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * A rehearsal of a deploy's start: processes that all initialise an empty database beside the
 * target at once, held against one that does it alone. The target itself is only read. Closing it
 * from another thread kills the processes and takes the scratch away.
 */
public final class InitDrill implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InitDrill.class);

    private final Sessions sessions;
    private final Histories histories;
    private final OwnProgram belay;
    private final Surroundings around;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * @param progress hears what is done, a sentence each
     */
    public InitDrill(
            Sessions sessions,
            Histories histories,
            OwnProgram belay,
            Surroundings around,
            Consumer<String> progress) {
        this.sessions = sessions;
        this.histories = histories;
        this.belay = belay;
        this.around = around;
        this.progress = progress;
    }

    /**
     * Drills, which takes as long as some initialisations of an empty database.
     *
     * @param session on the target, in no transaction
     * @param workers how many processes at once
     * @param onProduction true if the operator asked for a scratch database on a production server
     * @throws dev.belay.message.BelayException if no scratch can be made, there is nothing to do,
     *     or one process alone fails already
     */
    public Drilled run(Target target, Session session, int workers, boolean onProduction)
            throws SQLException, ConnectException, InterruptedException {
        long begun = System.nanoTime();
        List<ScriptText> scripts = scripts(target, session);
        List<Boolean> walks = session.can("journal-wal") ? List.of(false, true) : List.of(false);
        try (ScratchFolder folder = kept(ScratchFolder.make(target));
                PasswordFile password =
                        new PasswordFile(
                                folder.path(), sessions.passwords().password(target.acting()))) {
            Stage stage = new Stage(target, scripts, onProduction, folder, password);
            progress.accept(Messages.text("drill.alone.begun"));
            Content alone = alone(stage);
            List<Drilled.Round> rounds = new ArrayList<>();
            for (boolean wal : walks) {
                String place = place(walks.size() > 1, wal);
                progress.accept(
                        Messages.text("drill.round.begun", place, Integer.toString(workers)));
                rounds.add(round(stage, alone, workers, place, wal));
            }
            return new Drilled(workers, scripts.size(), rounds, since(begun));
        } catch (IOException e) {
            throw Problem.of(
                            "drill.start",
                            target.name(),
                            ExitCode.FAILED,
                            String.valueOf(e.getMessage()))
                    .asException(e);
        }
    }

    private static String place(boolean chosen, boolean wal) {
        return !chosen
                ? Messages.text("drill.place.database")
                : Messages.text(wal ? "drill.place.wal" : "drill.place.rollback");
    }

    private record Stage(
            Target target,
            List<ScriptText> scripts,
            boolean onProduction,
            ScratchFolder folder,
            PasswordFile password) {}

    /** All that will be run, so that nothing in it reaches beyond the scratch. */
    private List<ScriptText> scripts(Target target, Session session) throws SQLException {
        History history = histories.read(session, target);
        if (history.folderProblem() != null) {
            throw Problem.of(
                            "operation.folder",
                            target.name(),
                            ExitCode.REFUSED,
                            history.folderProblem())
                    .asException();
        }
        List<Path> files =
                history.migrations().stream()
                        .map(Migration::file)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        List<ScriptText> scripts = new ArrayList<>(histories.texts(session, target, files));
        Seed.due(target).stream()
                .flatMap(set -> set.files().stream())
                .filter(SeedFile.Script.class::isInstance)
                .map(SeedFile.Script.class::cast)
                .forEach(s -> scripts.add(new ScriptText(s.source().file(), s.statements(), true)));
        if (scripts.isEmpty()) {
            throw Problem.of(
                            "drill.nothing",
                            target.name(),
                            ExitCode.FAILED,
                            target.migrations().toString())
                    .asException();
        }
        return scripts;
    }

    private Scratch scratch(Stage stage) throws SQLException, ConnectException {
        return kept(
                Scratch.beside(
                        sessions, histories, stage.target, stage.scripts, stage.onProduction));
    }

    /** The scratch with the target's folders, and none of its own for backups. */
    private static Target database(Stage stage, Scratch scratch) {
        Folders live = stage.target.folders();
        return scratch.target()
                .acting()
                .withFolders(new Folders(live.migrations(), live.seeds(), null));
    }

    private Content alone(Stage stage) throws SQLException, ConnectException, IOException {
        try (Scratch scratch = scratch(stage);
                Crew crew = kept(new Crew(belay, stage.password))) {
            Target database = database(stage, scratch);
            crew.start(database, Crew.home(stage.folder, database, around));
            Crew.Ended ended = crew.ended().getFirst();
            check(stage.target);
            if (ended.status() == null) {
                ExitCode exit = ended.exitCode();
                throw Problem.of("drill.alone", stage.target.name(), exit, ended.words())
                        .asException();
            }
            return Content.of(sessions, histories, database);
        }
    }

    private Drilled.Round round(Stage stage, Content alone, int workers, String place, boolean wal)
            throws SQLException, ConnectException, IOException, InterruptedException {
        long begun = System.nanoTime();
        try (Scratch scratch = scratch(stage);
                Crew crew = kept(new Crew(belay, stage.password))) {
            Target database = database(stage, scratch);
            if (wal) {
                try (Session session = sessions.open(database, Purpose.WORK)) {
                    session.one("journal-wal", row -> row.getString(1));
                }
            }
            assemble(crew, stage, database, workers);
            SequencedMap<String, Integer> failures = new LinkedHashMap<>();
            int initialised = 0;
            for (Crew.Ended each : crew.ended()) {
                initialised += "initialised".equals(each.status()) ? 1 : 0;
                if (each.status() == null) {
                    failures.merge(each.words(), 1, Integer::sum);
                }
            }
            check(stage.target);
            Content made = Content.of(sessions, histories, database);
            Drilled.Updates updates = updates(database, workers, failures);
            check(stage.target);
            return new Drilled.Round(
                    place, initialised, failures, alone.differences(made), updates, since(begun));
        }
    }

    /** A JVM starts in its own time; behind a claim of ours they gather, and then all want it. */
    private void assemble(Crew crew, Stage stage, Target database, int workers)
            throws SQLException, ConnectException, IOException, InterruptedException {
        Path home = Crew.home(stage.folder, database, around);
        try (Claim gate = sessions.claim(database, Operator.ofProcess().holds("drill"))) {
            if (!gate.take()) {
                throw new IOException(gate.holder());
            }
            for (int i = 0; i < workers; i++) {
                crew.start(database, home);
            }
            crew.assembled();
        }
    }

    private Drilled.@Nullable Updates updates(
            Target database, int workers, SequencedMap<String, Integer> failures)
            throws ConnectException, InterruptedException {
        try {
            return new Writers(sessions, database, () -> closed).run(workers);
        } catch (SQLException e) {
            failures.merge(
                    sessions.dialect(database).failure(database, e).problem().line(),
                    1,
                    Integer::sum);
            return null;
        }
    }

    private void check(Target target) {
        if (closed) {
            throw Problem.of("drill.stopped", target.name(), ExitCode.CANCELLED).asException();
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.addFirst(part);
        if (closed) {
            close();
        }
        return part;
    }

    /** May be called by any thread, and again. */
    @Override
    public void close() {
        closed = true;
        for (AutoCloseable part : open) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part of the drill could not be closed", e);
            }
        }
    }
}
