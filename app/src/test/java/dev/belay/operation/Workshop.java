package dev.belay.operation;

import dev.belay.backup.Archive;
import dev.belay.backup.Backups;
import dev.belay.backup.Copies;
import dev.belay.backup.Kin;
import dev.belay.backup.Likeness;
import dev.belay.backup.Lineage;
import dev.belay.backup.Opening;
import dev.belay.backup.RestoreTimes;
import dev.belay.backup.Runs;
import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.OnlineCopy;
import dev.belay.db.sqlite.OnlineRestore;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.history.Histories;
import dev.belay.store.Home;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.testing.Around;
import dev.belay.testing.NoCopies;
import dev.belay.tool.Tools;

import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** All that runs operations, with a store of its own; and copies that are said to be impossible. */
final class Workshop implements AutoCloseable {
    final Store store;
    final Journal journal;
    final Audit audit;
    final Runner runner;
    final Sessions sessions;
    final Histories histories = new Histories();
    final Archive archive;
    final Safeguard waived = new Safeguard(new NoCopies(), true);

    Workshop(Path home) {
        Surroundings around = Around.home(home);
        store = Store.open(around);
        journal = new Journal(store, Clock.systemUTC());
        audit = new Audit(store, new AuditSeal(home), Clock.systemUTC());
        sessions =
                new Sessions(
                        engine ->
                                engine == Engine.SQLITE
                                        ? new SqliteDialect()
                                        : new PostgresqlDialect(),
                        target -> null,
                        Forwarding.NONE);
        Copies copies =
                new Copies(
                        sessions,
                        OnlineCopy::copy,
                        Tools.ofMachine(),
                        () -> Home.of(around),
                        Clock.systemUTC());
        archive =
                new Archive(
                        copies,
                        new Backups(copies::folder, new Kin(sessions, () -> store)),
                        new Runs(() -> store));
        runner = new Runner(sessions, journal, audit, new NoCopies(), Clock.systemUTC());
    }

    /** Rehearses beside the target's folder of backups. */
    Rehearsal rehearsal() {
        return new Rehearsal(
                sessions,
                histories,
                new Likeness(sessions, OnlineCopy::copy, Tools.ofMachine()),
                audit,
                target -> Objects.requireNonNull(target.folders().backups()),
                Clock.systemUTC());
    }

    /** Takes safety copies, as the console does. */
    Runner copying(SafetyCopies copies) {
        return new Runner(sessions, journal, audit, copies, Clock.systemUTC());
    }

    /** As somebody else would, not as an operation. */
    void execute(Target target, String... statements) throws Exception {
        try (Session session = sessions.open(target, Purpose.WORK);
                Statement statement = session.connection().createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static Approver typed(String name) {
        return plan -> {
            Instant now = Instant.now();
            return Approval.of(plan, new Consent.Typed(name), Armed.from(plan.target(), now), now);
        };
    }

    static Approver given() {
        return plan -> {
            Instant now = Instant.now();
            return Approval.of(plan, new Consent.Given(), Armed.from(plan.target(), now), now);
        };
    }

    /** Does this once, as soon as that one has approved. */
    static Approver then(Approver approver, Runnable once) {
        AtomicBoolean done = new AtomicBoolean();
        return plan -> {
            Approval approval = approver.approve(plan);
            if (done.compareAndSet(false, true)) {
                once.run();
            }
            return approval;
        };
    }

    static Runner.Manner manner() {
        return manner(new Stop());
    }

    static Runner.Manner manner(Stop stop) {
        return new Runner.Manner(Progress.NONE, stop, Duration.ZERO);
    }

    Migrate migrate(Target target) {
        return new Migrate(target, histories, waived, null);
    }

    Rollback rollback(Target target, String to) {
        return new Rollback(target, histories, waived, to);
    }

    /** Of backups in the target's own folder. */
    Restores restores() {
        return restores(Tools.ofMachine());
    }

    Restores restores(Tools tools) {
        return new Restores(
                sessions,
                histories,
                archive.backups(),
                tools,
                OnlineRestore::restore,
                new RestoreTimes(() -> store),
                () -> new Lineage(store, Clock.systemUTC()),
                Clock.systemUTC(),
                Duration.ofSeconds(2));
    }

    /** Of a file, with nothing copied before. */
    Restore restore(Target target, Path from) {
        return restore(target, from, Opening.NONE);
    }

    Restore restore(Target target, Path from, Opening opening) {
        return restore(target, Map.of("from", from.toString()), new NoCopies(), opening);
    }

    Restore restore(
            Target target, Map<String, String> arguments, SafetyCopy copies, Opening opening) {
        return restores().of(target, new Request(Restore.NAME, arguments, false), copies, opening);
    }

    Recovery recovery() {
        return new Recovery(sessions, journal, audit, operations()::of);
    }

    Operations operations() {
        return new Operations(sessions, histories, new NoCopies(), archive, restores());
    }

    /** Runs with the database's name typed. */
    <R> Outcome<R> run(Target target, Operation<R> operation) {
        return runner.run(target, operation, typed(target.databaseName()), manner());
    }

    /** The same on a thread of its own, until that wishes its end. */
    CompletableFuture<Outcome<?>> begin(Target target, Operation<?> operation, Stop stop) {
        return CompletableFuture.supplyAsync(
                () -> runner.run(target, operation, typed(target.databaseName()), manner(stop)));
    }

    Session ask(Target target) throws Exception {
        return sessions.open(target, Purpose.ASK);
    }

    @Override
    public void close() {
        store.close();
    }
}
