package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.KillRounds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rounds of init, rollback and migrate, each killed in the middle: what is found afterwards is one
 * of the states between two migrations, the next start tells of it, and comes to the end.
 */
final class KilledOperations {
    private final KillRounds rounds;
    private final Target target;
    private final Path scripts;
    private final Content content;
    private final Supplier<Connection> outside;

    /** All that is in a database, schema and rows, as text. */
    @FunctionalInterface
    interface Content {
        List<String> of(Connection connection) throws SQLException;
    }

    /** How the rounds went. */
    record Tally(int killed, int told) {}

    KilledOperations(
            KillRounds rounds,
            Target target,
            Path scripts,
            Content content,
            Supplier<Connection> outside) {
        this.rounds = rounds;
        this.target = target;
        this.scripts = scripts;
        this.content = content;
        this.outside = outside;
    }

    /**
     * @param states all that may be found, the empty one first
     * @param whole the one at the newest version
     */
    Tally run(int count, List<List<String>> states, List<String> whole) throws Exception {
        int killed = 0;
        int told = 0;
        for (int i = 0; i < count; i++) {
            String[] command =
                    switch (i % 3) {
                        case 0 ->
                                words("init", "--confirm", target.databaseName(), "--without-copy");
                        case 1 -> back();
                        default ->
                                words(
                                        "migrate",
                                        "--confirm",
                                        target.databaseName(),
                                        "--without-copy");
                    };
            KillRounds.Round round = rounds.kill(command);
            killed += round.killed() ? 1 : 0;
            boolean open = interrupted();
            assertThat(states)
                    .as("after %s told %s", List.of(command), round.told())
                    .contains(now());
            KillRounds.Result again = rounds.run(command);
            assertThat(again.exit()).as(again.error()).isZero();
            if (open) {
                assertThat(again.error()).contains("was interrupted");
                told++;
            }
            assertThat(now()).isEqualTo(i % 3 == 1 ? List.of() : whole);
            if (i % 3 == 2) {
                rounds.run(back());
            }
        }
        KillRounds.Result audit = rounds.run("audit", "verify");
        assertThat(audit.exit()).as(audit.output()).isZero();
        return new Tally(killed, told);
    }

    /**
     * Every state between two migrations and between two undos, taken from another database.
     *
     * @param workshop runs the operations in this process
     * @param other an empty database
     * @param folder an empty folder, into which the scripts come one by one
     */
    static List<List<String>> states(
            Workshop workshop,
            Target other,
            Path folder,
            Path scripts,
            Content content,
            Supplier<Connection> outside)
            throws Exception {
        Set<List<String>> states = new LinkedHashSet<>();
        states.add(List.of());
        Target target = other.withFolders(new Folders(folder, null, null));
        List<Path> all;
        try (Stream<Path> files = Files.list(scripts)) {
            all = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (String prefix : List.of("U", "V", "R")) {
            for (Path file : all) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix)) {
                    Files.copy(file, folder.resolve(name));
                    if (!prefix.equals("U")) {
                        workshop.run(target, workshop.migrate(target));
                        states.add(content(outside, content));
                    }
                }
            }
        }
        for (int to = 6; to >= 0; to--) {
            workshop.run(target, workshop.rollback(target, Integer.toString(to)));
            states.add(content(outside, content));
        }
        return List.copyOf(states);
    }

    private static List<String> content(Supplier<Connection> outside, Content content)
            throws SQLException {
        try (Connection connection = outside.get()) {
            return content.of(connection);
        }
    }

    private String[] back() {
        return words("rollback", "--to", "0", "--confirm", target.databaseName(), "--without-copy");
    }

    private boolean interrupted() {
        try (Workshop workshop = new Workshop(rounds.home())) {
            return !workshop.journal.interrupted().isEmpty();
        }
    }

    private List<String> now() throws SQLException {
        return content(outside, content);
    }

    private String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-t", url(), "--migrations", scripts.toString()));
        return all.toArray(String[]::new);
    }

    private String url() {
        return switch (target.address()) {
            case Address.File file -> "sqlite:" + file.path();
            case Address.Server s ->
                    "postgresql://"
                            + s.user()
                            + "@"
                            + s.host()
                            + ":"
                            + s.port()
                            + "/"
                            + s.database();
        };
    }
}
