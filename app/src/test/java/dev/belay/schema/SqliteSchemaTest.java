package dev.belay.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Forwarding;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.db.Sessions;
import dev.belay.db.sqlite.SqliteDialect;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.testing.HostileNames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** What is the same and what is not, in real SQLite files. */
class SqliteSchemaTest {
    private static final Sessions SESSIONS =
            new Sessions(e -> new SqliteDialect(), t -> null, Forwarding.NONE);

    @TempDir Path folder;
    private int count;

    private Schema schema(String... statements) throws Exception {
        Path file = folder.resolve("x" + count++ + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        Target target =
                Target.of("x", Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(file));
        try (Session session = SESSIONS.open(target, Purpose.ASK)) {
            return Schema.read(session, null);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "create table t(a integer primary key, b text not null) | CREATE TABLE \"T\" (§ [a]"
                        + " INTEGER NOT NULL, -- one§ `B` Text NOT  NULL, PRIMARY KEY (a) )",
                "create table t(a int, b int) | create table t(b int, a int)",
                "create table t(a int default 0) | create table t(a int default (0))",
                "create table t(a text check (a in ('x','Y')))"
                        + " | create table t(a text, constraint c check(A IN ( 'x', 'Y' )))",
                "create table t(a int unique) | create table t(a int, constraint u unique (a))",
                "create table t(a int) | create table if not exists main.t(a int)",
                "create table t(a int references p(x) on delete cascade) | create table t(a int,"
                    + " foreign key (a) references \"P\"(x) on delete cascade on update no action)",
            })
    void whatIsWrittenDifferentlyIsNoDifference(String one, String other) throws Exception {
        assertThat(SchemaDifference.between(schema(one), schema(other.replace('§', '\n'))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "create table t(a int) | create table t(a text)",
                "create table t(a int) | create table t(a int not null)",
                "create table t(a int default 0) | create table t(a int default 1)",
                "create table t(a text default 'x') | create table t(a text default 'X')",
                "create table t(a int) | create table t(a int, b int)",
                "create table t(a integer primary key)"
                        + " | create table t(a integer primary key autoincrement)",
                "create table t(a int primary key) | create table t(a int)",
                "create table t(a int unique) | create table t(a int)",
                "create table t(a int check (a > 0)) | create table t(a int check (a > 1))",
                "create table t(a text collate nocase) | create table t(a text)",
                "create table t(a int, b as (a + 1)) | create table t(a int, b as (a + 2))",
                "create table t(a int, b as (a + 1)) | create table t(a int, b as (a + 1) stored)",
                "create table t(a int references p(x)) | create table t(a int references p(y))",
                "create table t(a int references p(x))"
                        + " | create table t(a int references p(x) on delete cascade)",
                "create table t(a int primary key)"
                        + " | create table t(a int primary key) without rowid",
                "create table t(a int) | create table t(a int) strict",
            })
    void whatIsDifferentIsTold(String one, String other) throws Exception {
        assertThat(SchemaDifference.between(schema(one), schema(other)))
                .singleElement()
                .satisfies(
                        d -> {
                            assertThat(d.kind()).isEqualTo(Kind.TABLE);
                            assertThat(d.name()).isEqualTo("t");
                            assertThat(d.expected()).isNotEqualTo(d.actual());
                        });
    }

    @Test
    void indexesViewsAndTriggersAreCompared() throws Exception {
        String table = "create table t(a int, b int)";
        Schema full =
                schema(
                        table,
                        "create index i on t(a) where b > 0",
                        "create view v as select a from t",
                        "create trigger g after insert on t begin select 1; end");
        Schema same =
                schema(
                        table,
                        "CREATE INDEX IF NOT EXISTS \"i\"\n ON t ( a )  WHERE b>0",
                        "create view V as\nselect A from T",
                        "create trigger g AFTER insert on t begin select 1 ; end");
        Schema other =
                schema(
                        table,
                        "create index i on t(b) where b > 0",
                        "create view v as select b from t",
                        "create trigger g after delete on t begin select 1; end");

        assertThat(SchemaDifference.between(full, same)).isEmpty();
        assertThat(SchemaDifference.between(full, other))
                .extracting(SchemaDifference::kind)
                .containsExactly(Kind.INDEX, Kind.VIEW, Kind.TRIGGER);
        assertThat(SchemaDifference.between(full, schema(table)))
                .allMatch(d -> d.expected() != null && d.actual() == null)
                .hasSize(3);
    }

    @Test
    void whatBelongsToAMissingTableIsToldOnce() throws Exception {
        Schema full = schema("create table t(a int)", "create index i on t(a)");

        assertThat(SchemaDifference.between(full, schema()))
                .singleElement()
                .extracting(SchemaDifference::name)
                .isEqualTo("t");
    }

    @Test
    void anotherOrderOfColumnsIsANote() throws Exception {
        Schema one = schema("create table t(a int, b int)");
        Schema other = schema("create table t(b int, a int)");

        assertThat(SchemaDifference.notes(one, other)).singleElement().asString().contains("t");
        assertThat(SchemaDifference.notes(one, one)).isEmpty();
    }

    @Test
    void everyLegalNameIsRead() throws Exception {
        List<String> statements =
                HostileNames.ALL.stream()
                        .map(n -> '"' + n.replace("\"", "\"\"") + '"')
                        .map(
                                n ->
                                        "create table "
                                                + n
                                                + "("
                                                + n
                                                + " int unique check ("
                                                + n
                                                + " > 1))")
                        .toList();
        Schema schema = schema(statements.toArray(String[]::new));

        assertThat(schema.columns()).hasSize(HostileNames.ALL.size());
        assertThat(schema.objects())
                .hasSize(HostileNames.ALL.size())
                .allMatch(
                        o -> o.definition().contains("check") && o.definition().contains("unique"));
    }

    @Test
    void shadowTablesBelongToTheirVirtualTable() throws Exception {
        assertThat(schema("create virtual table f using fts5(t)").objects())
                .singleElement()
                .extracting(SchemaObject::name)
                .isEqualTo("f");
    }
}
