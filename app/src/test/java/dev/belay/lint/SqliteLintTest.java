package dev.belay.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class SqliteLintTest {
    static final List<LintCase> CASES =
            LintCase.of(
                    """
                    CREATE TABLE fresh (id INTEGER PRIMARY KEY) STRICT ¦ ¦ a
                    CREATE INDEX fresh ON orders (a) ¦ ¦ a ¦ sqlite.index
                    CREATE VIEW fresh AS SELECT 1 ¦ ¦ a
                    CREATE TRIGGER fresh AFTER INSERT ON orders BEGIN DELETE FROM archive; END ¦ ¦ a
                    ALTER TABLE orders ADD COLUMN fresh TEXT ¦ ¦ a
                    ALTER TABLE orders ADD fresh INTEGER NOT NULL DEFAULT 1 CHECK (fresh > 0) ¦ ¦ a
                    ALTER TABLE orders ADD fresh TEXT NOT NULL ¦ ¦ a ¦ sqlite.column.not-null
                    ALTER TABLE orders ADD fresh TEXT NOT NULL DEFAULT NULL ¦ ¦ a ¦ sqlite.column.not-null
                    ALTER TABLE orders ADD fresh TEXT UNIQUE ¦ ¦ a ¦ sqlite.column.unique
                    ALTER TABLE orders ADD fresh INTEGER PRIMARY KEY ¦ ¦ a ¦ sqlite.column.unique
                    ALTER TABLE orders ADD fresh TEXT DEFAULT CURRENT_TIMESTAMP ¦ ¦ a ¦ sqlite.column.default
                    ALTER TABLE orders ADD fresh TEXT DEFAULT (strftime('%Y', 'now')) ¦ ¦ a ¦ sqlite.column.default
                    ALTER TABLE orders ADD fresh INT REFERENCES projects (id) ¦ ¦ a
                    ALTER TABLE orders ADD fresh INT DEFAULT 1 REFERENCES projects (id) ¦ ¦ a ¦ sqlite.column.references
                    ALTER TABLE orders ADD fresh INT GENERATED ALWAYS AS (a + 1) STORED ¦ ¦ a ¦ sqlite.column.stored
                    ALTER TABLE orders ADD fresh INT AS (a + 1) ¦ ¦ a
                    ALTER TABLE orders DROP COLUMN [a] ¦ ¦ d ¦ sqlite.drop.column
                    ALTER TABLE orders ALTER COLUMN a TYPE TEXT ¦ ¦ d ¦ sqlite.alter
                    ALTER TABLE orders ADD CONSTRAINT fresh FOREIGN KEY (a) REFERENCES projects ¦ ¦ d ¦ sqlite.alter
                    ALTER TABLE orders RENAME TO purchases ¦ ¦ a ¦ rename
                    ALTER TABLE orders RENAME a TO b ¦ ¦ a ¦ rename
                    DROP TABLE IF EXISTS archive ¦ ¦ d ¦ sqlite.drop.table
                    DROP INDEX IF EXISTS `x` ¦ ¦ a
                    DROP VIEW IF EXISTS v ¦ ¦ a
                    INSERT OR REPLACE INTO archive VALUES (1) ¦ ¦ d ¦ insert.overwrites
                    REPLACE INTO archive VALUES (1) ¦ ¦ d ¦ insert.overwrites
                    INSERT OR IGNORE INTO archive VALUES (1) ¦ ¦ a
                    UPDATE OR IGNORE orders SET a = 1 WHERE id = 1 ¦ ¦ d ¦ update
                    DELETE FROM archive ¦ ¦ d ¦ delete.all
                    PRAGMA foreign_keys = OFF ¦ ¦ h ¦ sqlite.pragma.foreign-keys
                    PRAGMA foreign_key_check ¦ ¦ h
                    PRAGMA user_version = 7 ¦ ¦ d ¦ sqlite.pragma
                    PRAGMA main.journal_mode(WAL) ¦ ¦ d ¦ sqlite.pragma
                    SELECT 1 ¦ ¦ h
                    ANALYZE ¦ ¦ h
                    REINDEX ¦ ¦ h
                    VACUUM ¦ ¦ h ¦ sqlite.vacuum
                    ATTACH 'other.db' AS other ¦ ¦ d ¦ unknown
                    """);

    /** Those that say "the statement fails". */
    private static final Set<String> FAILS =
            Set.of(
                    "sqlite.column.not-null",
                    "sqlite.column.unique",
                    "sqlite.column.default",
                    "sqlite.column.references",
                    "sqlite.column.stored",
                    "sqlite.alter");

    @ParameterizedTest
    @FieldSource("CASES")
    void riskAndAdviceAreAsThePaperSays(LintCase expected) {
        assertThat(expected.judged(Engine.SQLITE).line()).isEqualTo(expected.line());
    }

    @Test
    void sqliteRefusesWhatIsSaidToFailAndDoesTheRest() throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (LintCase each : CASES) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA foreign_keys = ON");
                statement.execute("CREATE TABLE projects (id INTEGER PRIMARY KEY)");
                statement.execute("INSERT INTO projects VALUES (1)");
                statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, a INT)");
                statement.execute("INSERT INTO orders VALUES (1, 1)");
                statement.execute("CREATE TABLE archive (id INTEGER PRIMARY KEY)");
                boolean failed = false;
                try {
                    statement.execute(each.sql().replace("other.db", ":memory:"));
                } catch (SQLException e) {
                    failed = true;
                }
                if (failed != FAILS.contains(each.advice())) {
                    wrong.add(each.sql() + (failed ? " fails" : " does not fail"));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatWritesLocksTheWholeFile() {
        assertThat(Lint.judge(Engine.SQLITE, "INSERT INTO a VALUES (1)").lock())
                .isEqualTo("write lock on the whole file");
        assertThat(Lint.judge(Engine.SQLITE, "VACUUM").lock())
                .isEqualTo("write lock on the whole file");
        assertThat(Lint.judge(Engine.SQLITE, "SELECT 1").lock()).isNull();
    }
}
