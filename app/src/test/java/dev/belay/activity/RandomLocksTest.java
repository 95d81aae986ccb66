package dev.belay.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.testing.Live;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tree of random lock graphs is the server's own answer, each time. {@code -Dbelay.locks=200
 * -Dbelay.locks.rounds=20} for the long form.
 */
class RandomLocksTest {
    static final List<Integer> MAJORS = PostgresServers.MAJORS;
    private static final int SESSIONS = Integer.getInteger("belay.locks", 40);
    private static final int ROUNDS = Integer.getInteger("belay.locks.rounds", 3);

    @ParameterizedTest
    @FieldSource("MAJORS")
    void theTreeIsTheServersOwnAnswer(int major) throws Exception {
        int waited = 0;
        int circles = 0;
        int prepared = 0;
        try (PostgresServer server =
                PostgresServers.start(
                        major, "max_prepared_transactions = 50", "max_connections = 300")) {
            for (int round = 0; round < ROUNDS; round++) {
                String database = server.freshDatabase();
                long seed = major * 1000L + round;
                try (Contention contention = new Contention(server, database, SESSIONS, seed);
                        Session session = Live.session(server.target(database), Purpose.WATCH)) {
                    LockTree tree = LockTree.of(Locks.read(session).orElseThrow());
                    Map<Integer, List<Integer>> told = contention.waits();
                    assertThat(blockers(tree)).as("seed %d", seed).isEqualTo(told);
                    Consistent.check(tree);
                    assertThat(tree.waiting()).isEqualTo(told.size());
                    waited += told.size();
                    circles += tree.cycles().size();
                    prepared +=
                            (int)
                                    tree.parties().stream()
                                            .filter(p -> p.who().gid() != null)
                                            .count();
                }
            }
        }
        assertThat(waited).isGreaterThan(SESSIONS);
        assertThat(circles).isGreaterThanOrEqualTo(ROUNDS);
        System.out.printf(
                "PostgreSQL %d: %d rounds of %d sessions: %d waits, %d circles, %d prepared%n",
                major, ROUNDS, SESSIONS, waited, circles, prepared);
    }

    private static Map<Integer, List<Integer>> blockers(LockTree tree) {
        Map<Integer, List<Integer>> blockers = new TreeMap<>();
        for (Party party : tree.parties()) {
            if (party.awaits() != null) {
                blockers.put(party.who().pid(), party.awaits().blockedBy());
            }
        }
        return blockers;
    }
}
