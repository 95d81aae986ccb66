package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.testing.KillRounds;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;

/**
 * The fast form kills one operation on each database, in each phase and at some moments more.
 * {@code -Dbelay.kills=100} asks for as many moments of every operation on every database, {@code
 * -Dbelay.kills.seed} for others, {@code -Dbelay.kills.of=rollback} for one operation alone.
 */
class KilledOperationsTest {
    private static final int KILLS = Integer.getInteger("belay.kills", 0);
    private static final long SEED = Long.getLong("belay.kills.seed", 20_261_121L);
    private static final String OF = System.getProperty("belay.kills.of", "");
    private static final String ON = System.getProperty("belay.kills.on", "");
    private static final int FEW = 2;

    /** The phases a build that takes its time elsewhere kills in. */
    private static final Set<Phase> AT_WORK = Set.of(Phase.EXECUTING, Phase.COMMITTING);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"'SQLite, delete', migrate", "'SQLite, wal', seed rows", "PostgreSQL, rollback"})
    void aKilledCommandLosesNothing(String database, String fast) throws Exception {
        assumeTrue(database.contains(ON), "only asked for on " + ON);
        Random random = new Random(SEED);
        Path place = Files.createDirectories(folder.resolve("ground"));
        Ground ground =
                database.startsWith("SQLite")
                        ? new SqliteGround(place, database.split(", ")[1])
                        : new PostgresqlGround(PostgresServers.usual());
        KillRounds rounds = new KillRounds(folder.resolve("home"));
        try (Workshop other = new Workshop(Files.createDirectories(folder.resolve("other")))) {
            System.out.println(KillTally.head());
            KillJob.Maker jobs = new KillJob.Maker(ground, folder);
            jobs.keep(other);
            for (KillJob job : jobs.all()) {
                if (KILLS == 0 ? job.name().equals(fast) : job.name().contains(OF)) {
                    KillTally tally = new KillTally(job.name(), database);
                    KillCampaign campaign = new KillCampaign(ground, job, rounds, random, tally);
                    campaign.rehearse(other);
                    for (Phase phase : campaign.phases()) {
                        if (KILLS > 0 || AT_WORK.contains(phase)) {
                            campaign.in(phase);
                        }
                    }
                    for (int i = 1; i <= Math.max(KILLS, FEW); i++) {
                        campaign.atRandom(i);
                    }
                    // Told at once: a later failure does not take it away.
                    System.out.println(tally.line());
                }
            }
        }
        KillRounds.Result audit = rounds.run("audit", "verify");
        assertThat(audit.exit()).as(audit.output()).isZero();
    }
}
