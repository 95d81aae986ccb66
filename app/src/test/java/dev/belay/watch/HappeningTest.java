package dev.belay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Identity;
import dev.belay.db.ServerVersion;
import dev.belay.db.Vitals;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class HappeningTest {
    private static final Instant NOW = Instant.parse("2026-11-17T14:08:42Z");
    private static final Problem REFUSED =
            new Problem("watch.failed", "db", "the password is wrong", ExitCode.NO_CONNECTION);
    private static final Attempt FAILED =
            new Attempt(NOW.minusSeconds(3), Duration.ofSeconds(3), REFUSED);

    @Test
    void theCountdownNamesTheNextAttemptAndReachesZero() {
        Link link = new Link.Connecting(List.of(FAILED, FAILED), 5, NOW.plusMillis(3200), false);
        assertThat(Happening.of(view(link), NOW).sentence())
                .isEqualTo("no answer, retry 3 of 5 in 4 s");
        assertThat(Happening.of(view(link), NOW.plusSeconds(9)).sentence())
                .isEqualTo("no answer, retry 3 of 5 in 0 s");
    }

    @Test
    void aLostTargetCountsDownWithoutAnEnd() {
        Link link = new Link.Lost(REFUSED, NOW, List.of(), 7, NOW.plusSeconds(1), false);
        assertThat(Happening.of(view(link), NOW).sentence()).isEqualTo("no answer, retry in 1 s");
        assertThat(Happening.of(view(link), NOW).tone()).isEqualTo(Happening.Tone.STALE);
    }

    @Test
    void aRefusalTellsItsReason() {
        Happening happening = Happening.of(view(refused()), NOW);
        assertThat(happening.sentence()).isEqualTo("the password is wrong");
        assertThat(happening.tone()).isEqualTo(Happening.Tone.FAIL);
    }

    @Test
    void theWorstCheckIsToldAndTheMoreUrgentFirst() {
        Check migrations = new Check("migrations", Status.WARN, null, "1 pending", "V43 add carts");
        Check waits =
                new Check("lock_waits", Status.WARN, null, "41 s", "14 wait behind pid 41872");
        Check latency = new Check("latency", Status.FAIL, null, "900 ms", "p95 of 60 probes");
        assertThat(live(migrations, waits).sentence()).isEqualTo("14 wait behind pid 41872");
        assertThat(live(migrations, waits, latency).check()).isEqualTo("latency");
        assertThat(live(migrations).sentence()).isEqualTo("1 pending: V43 add carts");
    }

    @Test
    void aCheckWithoutAPhraseOfItsOwnIsToldByItsTitle() {
        assertThat(
                        live(new Check("wal", Status.WARN, null, "2 GB", "a reader holds it"))
                                .sentence())
                .isEqualTo("Write-ahead log 2 GB: a reader holds it");
    }

    @Test
    void goodNewsIsNoSentenceButWhatMayNotBeSeenIs() {
        assertThat(live(new Check("size", Status.OK, null, "8 GB", "")).sentence()).isEmpty();
        assertThat(live(new Check("last_backup", Status.UNKNOWN, null, null, "")).sentence())
                .isEmpty();
        assertThat(live(new Check("lock_waits", Status.NOT_PERMITTED, null, null, "")).sentence())
                .isEqualTo("Lock waits: not permitted");
    }

    private static Link refused() {
        return new Link.Refused(REFUSED, NOW, ConnectFailure.Remedy.PASSWORD);
    }

    private static Happening live(Check... checks) {
        Health health = new Health(List.of(checks), NOW);
        return Happening.of(
                new View(
                        TARGET,
                        new Link.Live(NOW),
                        new Identity(
                                ServerVersion.parse("16.4"), Identity.Role.PRIMARY, "1 / 2", null),
                        new Reading.Sample(NOW, Duration.ofMillis(3), Vitals.NONE),
                        health,
                        null,
                        Inside.UNSEEN,
                        Duration.ofSeconds(5),
                        Cost.NONE,
                        null),
                NOW);
    }

    private static View view(Link link) {
        return new View(
                TARGET,
                link,
                null,
                null,
                null,
                null,
                Inside.UNSEEN,
                Duration.ofSeconds(5),
                Cost.NONE,
                null);
    }

    private static final Target TARGET =
            Target.of(
                    "db",
                    Engine.POSTGRESQL,
                    Environment.PRODUCTION,
                    new Address.Server("db", 5432, "app", "app", Tls.DEFAULT, null));
}
