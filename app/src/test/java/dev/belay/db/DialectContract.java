package dev.belay.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.ExitCode;
import dev.belay.target.Secret;
import dev.belay.target.Target;
import dev.belay.testing.HostileNames;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What every engine's dialect keeps, shown on its real database. */
public abstract class DialectContract {
    protected static final String CANARY = "s3cret-canary";

    protected abstract Dialect dialect();

    /** An empty database of its own. */
    protected abstract Target fresh();

    /** A new database with this name. */
    protected abstract Target named(String name);

    /** The name of the database that a session is really on. */
    protected abstract String nameOf(Session session) throws SQLException;

    /** A database that does not exist where it could. */
    protected abstract Target missing();

    /** A plain connection that may write, made without Belay. */
    protected abstract Connection owner(Target target) throws SQLException;

    /** A statement that ends only when it is stopped. */
    protected abstract String endless();

    protected @Nullable Secret password() {
        return null;
    }

    protected final Session open(Target target) throws ConnectException {
        return open(target, Purpose.WATCH);
    }

    protected final Session open(Target target, Purpose purpose) throws ConnectException {
        return sessions(password()).open(target, purpose);
    }

    protected final Sessions sessions(@Nullable Secret password) {
        return new Sessions(engine -> dialect(), target -> password, Forwarding.NONE);
    }

    /** Fails to connect, as it must, and tells why and after how long. */
    protected final ConnectFailure refused(
            Target target, @Nullable Secret password, Duration within) {
        long start = System.nanoTime();
        ConnectException refusal =
                catchThrowableOfType(
                        ConnectException.class,
                        () -> sessions(password).open(target, Purpose.WATCH).close());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(refusal).as("%s must refuse", target.place()).isNotNull();
        assertThat(took).isLessThan(within);
        ConnectFailure failure = refusal.failure();
        assertThat(failure.problem().exit()).isEqualTo(ExitCode.NO_CONNECTION);
        assertThat(failure.problem().copyText()).doesNotContain(CANARY, "Exception", "\tat ");
        assertThat(failure.problem().why()).isNotBlank().doesNotEndWith(".");
        return failure;
    }

    protected final void run(Target target, String... statements) throws SQLException {
        try (Connection connection = owner(target);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> tables(Target target) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = owner(target);
                ResultSet row =
                        connection
                                .getMetaData()
                                .getTables(null, null, "%", new String[] {"TABLE"})) {
            while (row.next()) {
                names.add(row.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    @Test
    void answersAndSaysWhoItIs() throws Exception {
        Target target = fresh();
        try (Session session = open(target)) {
            assertThat(session.identity().version().major()).isPositive();
            assertThat(session.identity().fingerprint()).isNotBlank();
            assertThat(session.identity().pooler()).isNull();
            assertThat(session.dialect().engine()).isEqualTo(target.engine());
        }
    }

    @Test
    void twoDatabasesAreToldApartAndOneKeepsItsFingerprint() throws Exception {
        Target one = fresh();
        try (Session first = open(one);
                Session again = open(one);
                Session other = open(fresh())) {
            assertThat(again.identity()).isEqualTo(first.identity());
            assertThat(other.identity().fingerprint()).isNotEqualTo(first.identity().fingerprint());
        }
    }

    @Test
    void onlyWorkMayWrite() throws Exception {
        Target target = fresh();
        for (Purpose purpose : Purpose.values()) {
            try (Session session = open(target, purpose);
                    Statement statement = session.connection().createStatement()) {
                if (purpose == Purpose.WORK) {
                    statement.execute("CREATE TABLE written_by_work (x int)");
                } else {
                    assertThatThrownBy(() -> statement.execute("CREATE TABLE written (x int)"))
                            .isInstanceOf(SQLException.class);
                }
            }
        }
    }

    @Test
    void aClaimIsOnesAndEndsWithItsHolder() throws Exception {
        Target target = fresh();
        try (Claim one = sessions(password()).claim(target, "migrate by ana");
                Claim other = sessions(password()).claim(target, "migrate by ben")) {
            assertThat(one.take()).isTrue();
            assertThat(one.held()).isTrue();
            assertThat(other.take()).isFalse();
            assertThat(other.held()).isFalse();
            assertThat(other.holder()).contains("ana");
            one.close();
            assertThat(other.take()).isTrue();
            assertThat(other.held()).isTrue();
        }
    }

    @Test
    void aStatementWithoutEndIsEndedAtItsLimitAndTheSessionLivesOn() throws Exception {
        Target target = fresh();
        try (Session session = open(target)) {
            long start = System.nanoTime();
            SQLException ended =
                    catchThrowableOfType(
                            SQLException.class, () -> session.select(endless(), r -> r));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took)
                    .isBetween(
                            Purpose.WATCH.statement().minusMillis(100),
                            Purpose.WATCH.statement().plusSeconds(2));
            ConnectFailure failure = dialect().failure(target, ended);
            assertThat(failure.permanent()).isFalse();
            assertThat(failure.problem().key()).endsWith(".slow");
            assertThat(dialect().vitals(session).has(Metric.LATENCY)).isTrue();
        }
    }

    @Test
    void abortEndsAStatementAtOnceAndWaitsForNothing() throws Exception {
        Session session = open(fresh(), Purpose.ASK);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                session.select(endless(), r -> r);
                                ended.complete(new AssertionError("it had an end"));
                            } catch (SQLException e) {
                                ended.complete(e);
                            }
                        });
        Thread.sleep(300);
        long start = System.nanoTime();
        session.abort();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(SQLException.class);
    }

    @Test
    void cancelEndsAStatementAndTheSessionLivesOn() throws Exception {
        try (Session session = open(fresh(), Purpose.ASK)) {
            Thread.ofPlatform()
                    .start(
                            () -> {
                                try {
                                    Thread.sleep(300);
                                    session.cancel();
                                } catch (InterruptedException | SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            long start = System.nanoTime();
            assertThatThrownBy(() -> session.select(endless(), r -> r))
                    .isInstanceOf(SQLException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(dialect().vitals(session).has(Metric.LATENCY)).isTrue();
        }
    }

    @Test
    void aMissingDatabaseIsRefusedForGoodAndStaysMissing() {
        Target target = missing();
        for (int i = 0; i < 2; i++) {
            ConnectFailure failure = refused(target, Secret.of(CANARY), Duration.ofSeconds(3));
            assertThat(failure.permanent()).isTrue();
            assertThat(failure.problem().key()).matches(".*\\.(missing|database)");
        }
    }

    @Test
    void aReadingKnowsItsLatencyAndTheSize() throws Exception {
        Target target = fresh();
        run(target, "CREATE TABLE filled (x int)");
        try (Session session = open(target)) {
            for (int i = 0; i < 3; i++) {
                Vitals vitals = dialect().vitals(session);
                assertThat(vitals.orNaN(Metric.LATENCY)).isPositive();
                assertThat(vitals.orNaN(Metric.SIZE)).isGreaterThan(1000);
            }
        }
    }

    @Test
    void whoMayWriteIsToldSoAndTheProbeLeavesNothing() throws Exception {
        Target target = fresh();
        run(target, "CREATE TABLE kept (x int)");
        try (Session session = open(target)) {
            WriteAccess access = dialect().writeAccess(session);
            assertThat(access.answer()).isEqualTo(WriteAccess.Answer.YES);
            assertThat(access.detail()).isNotEmpty().doesNotEndWith(".");
            String told = dialect().probeWrite(target, password());
            assertThat(told).contains("rolled back");
            assertThat(tables(target)).containsExactly("kept");
        }
    }

    @Test
    void everyLegalNameIsThatVeryDatabase() throws Exception {
        for (String name : HostileNames.ALL) {
            Target target = named(name);
            try (Session session = open(target)) {
                assertThat(nameOf(session)).isEqualTo(name);
                assertThat(dialect().vitals(session).has(Metric.SIZE)).as(name).isTrue();
            }
        }
    }
}
