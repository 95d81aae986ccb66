package dev.belay;

import dev.belay.backup.Archive;
import dev.belay.backup.Backups;
import dev.belay.backup.Copies;
import dev.belay.backup.Kin;
import dev.belay.backup.Likeness;
import dev.belay.backup.Lineage;
import dev.belay.backup.RestoreTimes;
import dev.belay.backup.Runs;
import dev.belay.backup.ScratchRestore;
import dev.belay.cli.Parts;
import dev.belay.db.ConnectException;
import dev.belay.db.Dialect;
import dev.belay.db.Forwarding;
import dev.belay.db.Sessions;
import dev.belay.db.postgresql.PostgresqlDialect;
import dev.belay.db.sqlite.OnlineCopy;
import dev.belay.db.sqlite.OnlineRestore;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.db.ssh.SshForwarding;
import dev.belay.demo.DemoPasswords;
import dev.belay.demo.PostgresDemo;
import dev.belay.history.Histories;
import dev.belay.log.Redaction;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditSeal;
import dev.belay.operation.Journal;
import dev.belay.operation.Operations;
import dev.belay.operation.Proving;
import dev.belay.operation.Recovery;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Restores;
import dev.belay.operation.Runner;
import dev.belay.operation.SafetyCopies;
import dev.belay.operation.SafetyCopy;
import dev.belay.store.Home;
import dev.belay.store.SqliteLibrary;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Credentials;
import dev.belay.target.Engine;
import dev.belay.target.PasswordSource;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.target.TargetChoice;
import dev.belay.target.Targets;
import dev.belay.tool.OwnProgram;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** The one place that joins everything. Each part is made when it is first asked for. */
public final class Wiring implements Parts, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Surroundings around;
    private volatile boolean manyTargets;
    private volatile boolean endless;
    private volatile Consumer<Problem> storeTold = told -> {};
    private final Deque<AutoCloseable> kept = new ConcurrentLinkedDeque<>();
    private final Lazy<Home> home;
    private final Lazy<Store> store;
    private final Lazy<Targets> targets;
    private final Lazy<RememberedPasswords> passwords = new Lazy<>(RememberedPasswords::new);
    private final Lazy<Dialect> sqlite;
    private final Lazy<Dialect> postgresql = new Lazy<>(PostgresqlDialect::new);
    private final Lazy<SshForwarding> ssh = new Lazy<>(SshForwarding::new);
    private final Lazy<Sessions> sessions;
    private final Lazy<Histories> histories = new Lazy<>(Histories::new);
    private final Lazy<Tools> tools = new Lazy<>(Tools::ofMachine);

    private final Lazy<Journal> journal;
    private final Lazy<Audit> audit;
    private final Lazy<Archive> archive = new Lazy<>(this::openArchive);
    private final Lazy<SafetyCopy> copies = new Lazy<>(() -> new SafetyCopies(archive()));

    public Wiring(Surroundings around) {
        this.around = around;
        home = new Lazy<>(() -> Home.of(around));
        sqlite = new Lazy<>(this::openSqlite);
        store = new Lazy<>(this::openStore);
        targets = new Lazy<>(() -> new Targets(store.get()));
        journal = new Lazy<>(() -> new Journal(store.get(), Clock.systemUTC()));
        audit =
                new Lazy<>(
                        () ->
                                new Audit(
                                        store.get(),
                                        new AuditSeal(home.get().data()),
                                        Clock.systemUTC()));
        sessions = new Lazy<>(() -> new Sessions(this::dialect, credentials(), this::way));
    }

    private Archive openArchive() {
        Copies all =
                new Copies(sessions(), OnlineCopy::copy, tools(), home::get, Clock.systemUTC());
        return new Archive(
                all,
                new Backups(all::folder, new Kin(sessions(), store::get)),
                new Runs(store::get));
    }

    private Dialect openSqlite() {
        SqliteLibrary.load();
        return new SqliteDialect(() -> home.get().claims());
    }

    private Store openStore() {
        SqliteLibrary.load();
        Store opened = Store.open(around);
        for (Problem told : opened.notices()) {
            LOG.warn("{}. {}", told.line(), told.next());
            storeTold.accept(told);
        }
        return opened;
    }

    @Override
    public void endless() {
        endless = true;
    }

    /** What a process ends with that is stopped by a signal. */
    ExitCode stopped() {
        return endless ? ExitCode.DONE : ExitCode.CANCELLED;
    }

    @Override
    public void hearStore(Consumer<Problem> told) {
        storeTold = told;
    }

    @Override
    public Store store() {
        return store.get();
    }

    /** Exhaustive: a new engine does not compile until it is wired here. */
    private Dialect dialect(Engine engine) {
        return switch (engine) {
            case SQLITE -> sqlite.get();
            case POSTGRESQL -> postgresql.get();
            case MYSQL, MARIADB ->
                    throw Problem.of("cli.engine", "", ExitCode.INCOMPATIBLE, engine.title())
                            .asException();
        };
    }

    private Forwarding.Forward way(Target target) throws ConnectException {
        boolean jumps = target.address() instanceof Address.Server server && server.jump() != null;
        return jumps ? ssh.get().open(target) : Forwarding.Forward.DIRECT;
    }

    /** Every password that is handed to a driver is one that no log may hold. */
    private PasswordSource credentials() {
        PasswordSource ofOne = Credentials.ofOne(passwords.get(), around);
        PasswordSource ofMany = Credentials.ofMany(passwords.get(), around);
        return target -> {
            Secret password = (manyTargets ? ofMany : ofOne).password(target);
            if (password == null && target.name().equals(PostgresDemo.NAME)) {
                Path folder = target.migrations().getParent();
                password = folder == null ? null : new DemoPasswords(folder).password(target);
            }
            if (password != null) {
                password.use(
                        value -> {
                            Redaction.hide(String.valueOf(value));
                            return value.length;
                        });
            }
            return password;
        };
    }

    @Override
    public Surroundings surroundings() {
        return around;
    }

    @Override
    public Home home() {
        return home.get();
    }

    @Override
    public Targets targets() {
        return targets.get();
    }

    @Override
    public RememberedPasswords passwords() {
        return passwords.get();
    }

    @Override
    public Sessions sessions() {
        return sessions.get();
    }

    @Override
    public Histories histories() {
        return histories.get();
    }

    @Override
    public Tools tools() {
        return tools.get();
    }

    @Override
    public OwnProgram belay() {
        return OwnProgram.ofProcess(Main.class.getName());
    }

    @Override
    public Journal journal() {
        return journal.get();
    }

    @Override
    public Audit audit() {
        return audit.get();
    }

    @Override
    public SafetyCopy copies() {
        return copies.get();
    }

    @Override
    public Archive archive() {
        return archive.get();
    }

    Operations operations() {
        return new Operations(sessions(), histories(), copies(), archive(), restores());
    }

    @Override
    public Restores restores() {
        return new Restores(
                sessions(),
                histories(),
                archive().backups(),
                tools(),
                OnlineRestore::restore,
                new RestoreTimes(store::get),
                () -> new Lineage(store.get(), Clock.systemUTC()),
                Clock.systemUTC(),
                Restores.PATIENCE);
    }

    @Override
    public Recovery recovery() {
        return new Recovery(sessions(), journal(), audit(), operations()::of);
    }

    @Override
    public Rehearsal rehearsal() {
        return new Rehearsal(
                sessions(),
                histories(),
                new Likeness(sessions(), OnlineCopy::copy, tools()),
                audit(),
                archive().copies()::folder,
                Clock.systemUTC());
    }

    @Override
    public Proving proving() {
        return new Proving(
                sessions(),
                histories(),
                new ScratchRestore(sessions(), tools()),
                archive(),
                new RestoreTimes(store::get),
                name -> targets().find(name),
                audit(),
                Clock.systemUTC());
    }

    @Override
    public Runner runner() {
        return new Runner(sessions(), journal(), audit(), copies(), Clock.systemUTC());
    }

    @Override
    public void closeAtEnd(AutoCloseable part) {
        kept.addFirst(part);
    }

    @Override
    public ExitCode console(@Nullable Target target, boolean another) {
        // The running window knows what is saved, and nothing of a URL that was just typed.
        boolean known = target == null || target.version() > 0;
        OneConsole one = OneConsole.of(home());
        closeAtEnd(one);
        if (!another && known && one.handOver(target == null ? "" : target.name())) {
            return ExitCode.DONE;
        }
        BelayApp.open(consoleParts(target), target, one);
        return ExitCode.DONE;
    }

    /**
     * The parts of a console. From now on the environment's password is that of one target alone:
     * the one named, or else the one whose URL the environment holds.
     */
    ConsoleParts consoleParts(@Nullable Target named) {
        manyTargets = true;
        ofStart(named).ifPresent(this::rememberEnvironment);
        return new ConsoleParts(this);
    }

    private Optional<TargetChoice> ofStart(@Nullable Target named) {
        if (named != null) {
            return Optional.of(new TargetChoice(named, null));
        }
        try {
            return Optional.of(TargetChoice.of(null, null, around, targets::get));
        } catch (BelayException e) {
            return Optional.empty(); // no variable holds a URL, or none that is one target's
        }
    }

    private void rememberEnvironment(TargetChoice choice) {
        Secret own = choice.password();
        Secret password = own != null ? own : Credentials.environment(choice.target(), around);
        if (password != null && passwords().password(choice.target()) == null) {
            passwords().remember(choice.target(), password);
        }
    }

    /** Lets go of what was made; waits for no server. */
    @Override
    public void close() {
        for (AutoCloseable part : kept) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Closing failed", e);
            }
        }
        ssh.ifMade(SshForwarding::close);
        store.ifMade(Store::close);
    }
}
