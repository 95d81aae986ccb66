package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.KillRounds;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The fast form; {@code -Dbelay.kills=100} asks for as many kills of every operation on every
 * database and one in each phase besides, {@code -Dbelay.kills.seed} for other moments, {@code
 * -Dbelay.kills.of=rollback} for one operation.
 */
class KilledOperationsTest {
    private static final int KILLS = Integer.getInteger("belay.kills", 0);
    private static final long SEED = Long.getLong("belay.kills.seed", 20_261_121L);
    private static final String OF = System.getProperty("belay.kills.of", "");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SQLite, delete", "SQLite, wal", "PostgreSQL"})
    void aKilledCommandLosesNothing(String database) throws Exception {
        Random random = new Random(SEED);
        Path place = Files.createDirectories(folder.resolve("ground"));
        Ground ground =
                database.startsWith("SQLite")
                        ? new SqliteGround(place, database.split(", ")[1])
                        : new PostgresqlGround(PostgresServers.usual());
        KillRounds rounds = new KillRounds(folder.resolve("home"));
        try (Workshop other = new Workshop(Files.createDirectories(folder.resolve("other")))) {
            KillJob.Maker jobs = new KillJob.Maker(ground, folder);
            jobs.keep(other);
            StringBuilder table = new StringBuilder(KillTally.head());
            for (KillJob job :
                    List.of(
                            jobs.rollback(),
                            jobs.init(),
                            jobs.migrate(),
                            jobs.rows(),
                            jobs.scripts())) {
                if (job.name().contains(OF)) {
                    KillTally tally = new KillTally(job.name(), database);
                    KillCampaign campaign = new KillCampaign(ground, job, rounds, random, tally);
                    campaign.rehearse(other);
                    for (Phase phase : campaign.phases()) {
                        campaign.in(phase);
                    }
                    for (int i = 0; i < Math.max(KILLS, 2); i++) {
                        campaign.atRandom(i);
                    }
                    table.append('\n').append(tally.line());
                    System.out.println(tally.line());
                }
            }
            System.out.println(table);
        }
        KillRounds.Result audit = rounds.run("audit", "verify");
        assertThat(audit.exit()).as(audit.output()).isZero();
    }
}
