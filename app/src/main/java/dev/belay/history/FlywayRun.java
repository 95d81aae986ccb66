package dev.belay.history;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Engine;
import dev.belay.target.Target;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateOutput;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * Flyway at work on one target, with the target's own settings: what it changes is what Flyway's
 * own command would change. Whoever runs it holds the target's claim.
 */
public final class FlywayRun {
    /** No file's name can begin so. */
    private static final String NO_PREFIX = "/";

    private static final Listener SILENT =
            new Listener() {
                @Override
                public void before(Running migration, Connection connection) {}

                @Override
                public void after(Running migration, Connection connection) {}
            };

    private final Target target;
    private final FluentConfiguration configuration;
    private final List<String> names = new ArrayList<>();

    /** Hears of each migration while it runs, on the thread that runs it. */
    public interface Listener {
        /**
         * Before a script runs; throwing stops before it.
         *
         * @param connection the one it will run on, in its transaction if it has one
         */
        void before(Running migration, Connection connection) throws SQLException;

        /** After a script ran, and before its transaction is committed, if it has one. */
        void after(Running migration, Connection connection) throws SQLException;
    }

    /**
     * A migration that runs.
     *
     * @param version null for a repeatable one
     */
    public record Running(@Nullable String version, String description, String script) {}

    /**
     * A migration that was applied.
     *
     * @param version null for a repeatable one
     */
    public record Applied(@Nullable String version, String description, Duration took) {}

    /**
     * @param source gives connections that may write
     * @throws dev.belay.message.BelayException with {@link ExitCode#FAILED} if the settings or the
     *     folder cannot be used
     */
    public FlywayRun(Target target, DataSource source) {
        this.target = target;
        try {
            FlywayOptions options = Histories.options(target);
            configuration = Resolver.configuration(options);
            configuration.table(options.table());
            names.add(options.table());
            names.addAll(options.schemas());
            if (!options.schemas().isEmpty()) {
                configuration.schemas(options.schemas().toArray(String[]::new));
            }
        } catch (FolderProblem e) {
            throw new Problem("flyway.settings", target.name(), e.sentence(), ExitCode.FAILED)
                    .asException(e);
        }
        configuration.dataSource(source);
        configuration.cleanDisabled(true);
        if (target.engine() == Engine.POSTGRESQL) {
            // With its lock in a transaction CREATE INDEX CONCURRENTLY waits for ever for itself.
            configuration.configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
        }
    }

    /**
     * Applies what is pending.
     *
     * @param to the last version to apply, or null for all
     * @return what was applied, in its order
     * @throws ScriptFailure if one failed; what was applied before it stays
     */
    public List<Applied> migrate(@Nullable String to, Listener listener) throws ScriptFailure {
        FluentConfiguration own = new FluentConfiguration(FlywayRun.class.getClassLoader());
        own.configuration(configuration);
        return migrate(own, to, listener);
    }

    /**
     * Applies what is pending and has a version, and passes over what is repeatable.
     *
     * @param to the last version to apply
     */
    public void migrateVersions(String to) throws ScriptFailure {
        FluentConfiguration own = new FluentConfiguration(FlywayRun.class.getClassLoader());
        own.configuration(configuration);
        own.repeatableSqlMigrationPrefix(NO_PREFIX);
        own.validateMigrationNaming(false);
        migrate(own, to, SILENT);
    }

    private static List<Applied> migrate(
            FluentConfiguration own, @Nullable String to, Listener listener) throws ScriptFailure {
        own.callbacks(new Told(listener));
        if (to != null) {
            own.target(MigrationVersion.fromVersion(to));
        }
        try {
            List<Applied> applied = new ArrayList<>();
            for (MigrateOutput each : own.load().migrate().migrations) {
                String version =
                        each.version == null || each.version.isEmpty() ? null : each.version;
                applied.add(
                        new Applied(
                                version, each.description, Duration.ofMillis(each.executionTime)));
            }
            return applied;
        } catch (FlywayException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof BelayException ended) {
                    // A listener's own end of the work, not a failure of Flyway's.
                    throw ended;
                }
            }
            throw ScriptFailure.of(e);
        }
    }

    /**
     * Compares what was applied with the folder.
     *
     * @return what does not agree, a sentence each
     */
    public List<String> validate() throws ScriptFailure {
        FluentConfiguration own = new FluentConfiguration(FlywayRun.class.getClassLoader());
        own.configuration(configuration);
        own.ignoreMigrationPatterns("*:pending");
        try {
            var result = own.load().validateWithResult();
            List<String> wrong = new ArrayList<>();
            if (!result.validationSuccessful) {
                result.invalidMigrations.forEach(
                        m ->
                                wrong.add(
                                        m.errorDetails
                                                .errorMessage
                                                .strip()
                                                .replaceAll("\\s+", " ")));
            }
            return wrong;
        } catch (FlywayException e) {
            throw ScriptFailure.of(e);
        }
    }

    /**
     * Takes failed rows out, marks missing ones as deleted and takes new checksums over.
     *
     * @return what was done, by Flyway's own words: {@code removed}, {@code deleted}, {@code
     *     aligned}, and the versions
     */
    public Map<String, List<String>> repair() throws ScriptFailure {
        try {
            var result = load().repair();
            return Map.of(
                    "removed", versions(result.migrationsRemoved),
                    "deleted", versions(result.migrationsDeleted),
                    "aligned", versions(result.migrationsAligned));
        } catch (FlywayException e) {
            throw ScriptFailure.of(e);
        }
    }

    private static List<String> versions(
            List<org.flywaydb.core.api.output.RepairOutput> migrations) {
        return migrations.stream()
                .map(m -> m.version == null || m.version.isEmpty() ? m.description : m.version)
                .toList();
    }

    /**
     * Makes the history table and says in it that the schema is at a version already.
     *
     * @throws ScriptFailure if that fails, or if a name is one that Flyway would not write as it is
     */
    public void baseline(String version, String description) throws ScriptFailure {
        for (String name : names) {
            // Flyway fills the row in by String.format, with the names in the pattern.
            if (name.indexOf('%') >= 0 || name.indexOf('?') >= 0) {
                throw new ScriptFailure(Messages.text("history.baseline.name", name), null, null);
            }
        }
        FluentConfiguration own = new FluentConfiguration(FlywayRun.class.getClassLoader());
        own.configuration(configuration);
        own.baselineVersion(MigrationVersion.fromVersion(version));
        own.baselineDescription(description);
        try {
            own.load().baseline();
        } catch (FlywayException e) {
            throw ScriptFailure.of(e);
        }
    }

    private Flyway load() {
        return configuration.load();
    }

    @Override
    public String toString() {
        return "Flyway on " + target.name();
    }

    /** Flyway's callback, told in Belay's words. */
    private static final class Told extends BaseCallback {
        private final Listener listener;

        Told(Listener listener) {
            this.listener = listener;
        }

        @Override
        public boolean supports(Event event, @Nullable Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, @Nullable Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            Running running = running(context.getMigrationInfo());
            try {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    listener.before(running, context.getConnection());
                } else {
                    listener.after(running, context.getConnection());
                }
            } catch (SQLException e) {
                throw new FlywayException(e.getMessage(), e);
            }
        }

        private static Running running(MigrationInfo migration) {
            MigrationVersion version = migration.getVersion();
            return new Running(
                    version == null ? null : version.toString(),
                    migration.getDescription(),
                    migration.getScript());
        }
    }
}
