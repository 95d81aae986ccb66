package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Sql;
import dev.belay.target.Engine;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every question is well told, asked by someone, and understood by the engines it is asked of. */
class SqlFilesTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;
    private static final Path SQL = Path.of("src/main/resources/sql");
    private static final Path CODE = Path.of("src/main/java");
    private static final Pattern ASKED =
            Pattern.compile(
                    "(?:\\.(?:one|all|can)\\(|Sql\\.find\\([^;\"]*?|\\bsql\\([^;{\"]*?|\\bquestion\\()"
                        + "\\s*\"([a-z0-9-]+)\"");

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static String question(Path file) {
        return file.getFileName().toString().replaceFirst("(@\\d+)?\\.sql$", "");
    }

    private static Set<String> questions(Engine engine) throws IOException {
        return files(SQL.resolve(engine.id()), ".sql").stream()
                .map(SqlFilesTest::question)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path file : files(CODE, ".java")) {
            code.append(Files.readString(file));
        }
        return code.toString();
    }

    @Test
    void theFirstLineIsTheQuestionAndTheSecondSinceWhen() throws IOException {
        for (Path file : files(SQL, ".sql")) {
            List<String> lines = Files.readAllLines(file);
            assertThat(lines.get(0)).as(file + ", first line").matches("-- [A-Z].*\\?.*");
            assertThat(lines.get(1)).as(file + ", second line").matches("-- Since \\d.*");
        }
    }

    @Test
    void everyFileIsAskedForInTheCode() throws IOException {
        String code = code();
        for (Path file : files(SQL, ".sql")) {
            assertThat(code).as("%s is asked", file).contains('"' + question(file) + '"');
        }
    }

    @Test
    void everyQuestionAskedInTheCodeHasAFile() throws IOException {
        Set<String> known = new TreeSet<>(questions(Engine.SQLITE));
        known.addAll(questions(Engine.POSTGRESQL));
        Set<String> asked = new TreeSet<>();
        for (Path file : files(CODE, ".java")) {
            String code = Files.readString(file);
            if (code.contains("dev.belay.db.")) {
                ASKED.matcher(code).results().forEach(match -> asked.add(match.group(1)));
            }
        }
        assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    @Test
    void sqliteUnderstandsItsQuestions() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(refused(connection, Engine.SQLITE, 3)).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void postgresqlUnderstandsItsQuestions(int major) throws Exception {
        PostgresServer server = PostgresServers.of(major);
        try (Connection connection = server.admin("postgres")) {
            assertThat(refused(connection, Engine.POSTGRESQL, major)).isEmpty();
        }
    }

    /** The questions that the engine cannot prepare, each with its words. */
    private static List<String> refused(Connection connection, Engine engine, int major)
            throws IOException {
        List<String> refused = new ArrayList<>();
        for (String question : questions(engine)) {
            String sql = Sql.find(engine, major, question).orElse(null);
            if (sql == null) {
                // Answered only from a later major on.
                continue;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                // pgjdbc sends a statement no sooner than something is asked about it.
                statement.getMetaData();
            } catch (SQLException e) {
                refused.add(question + ": " + e.getMessage());
            }
        }
        return refused;
    }
}
