package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.HandClock;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class ChangesTest {
    private static final Request MIGRATE = Request.of("migrate");
    private static final Consent CLICK = new Consent.Given();

    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private Workshop shop;
    private Path scripts;
    private Target target;
    private Changes changes;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(Files.createDirectories(folder.resolve("home")));
        scripts = Files.createDirectories(folder.resolve("migrations"));
        target =
                Target.of(
                                "shop",
                                Engine.SQLITE,
                                Environment.DEVELOPMENT,
                                new Address.File(folder.resolve("shop.db")))
                        .withFolders(new Folders(scripts, null, null));
        script("V1__a.sql", "create table a (x int);");
        changes = new Changes(() -> shop.runner, () -> shop.operations(), shop::rehearsal, clock);
    }

    @AfterEach
    void close() {
        changes.close();
        shop.close();
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private Running started(Plan plan, Request request, Consent consent) {
        Running running = changes.start(plan, request, consent);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(running::isOver);
        return running;
    }

    private static Outcome<?> outcome(Running running) {
        assertThat(running.end()).containsInstanceOf(Running.Ended.With.class);
        return ((Running.Ended.With) running.end().orElseThrow()).outcome();
    }

    private static void refused(Runnable start) {
        assertThatThrownBy(start::run)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED));
    }

    @Test
    void aTargetThatIsOnlyWatchedIsNotChanged() {
        Plan plan = changes.plan(target, MIGRATE);
        refused(() -> changes.start(plan, MIGRATE, CLICK));
        changes.arming().arm(target);
        clock.pass(Armed.TIME);
        refused(() -> changes.start(plan, MIGRATE, CLICK));
        assertThat(changes.all()).isEmpty();
        assertThat(shop.audit.list()).isEmpty();
    }

    @Test
    void whatWasApprovedRunsAndIsToldUntilItIsPutAway() {
        AtomicInteger told = new AtomicInteger();
        changes.subscribe(told::incrementAndGet);
        changes.arming().arm(target);
        Running running = started(changes.plan(target, MIGRATE), MIGRATE, CLICK);
        assertThat(outcome(running)).isInstanceOf(Outcome.Done.class);
        assertThat(told.get()).isGreaterThan(2);
        assertThat(changes.running()).isEmpty();
        assertThat(changes.all()).containsExactly(running);
        changes.putAway(running);
        assertThat(changes.all()).isEmpty();
    }

    @Test
    void aScriptThatChangedSinceItWasReadIsRefused() throws IOException {
        changes.arming().arm(target);
        Plan plan = changes.plan(target, MIGRATE);
        script("V1__a.sql", "create table other (x int);");
        Running running = started(plan, MIGRATE, CLICK);
        assertThat(running.end())
                .get()
                .isInstanceOfSatisfying(
                        Running.Ended.Unbegun.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.REFUSED));
        assertThat(shop.audit.list()).extracting(AuditEntry::event).containsExactly("refused");
    }

    @Test
    void closingStopsWhatRunsAndLeavesWhatWasBefore() throws Exception {
        changes.arming().arm(target);
        started(changes.plan(target, MIGRATE), MIGRATE, CLICK);
        script(
                "V2__slow.sql",
                "insert into a with recursive n(i) as (select 1 union all select i + 1 from n where"
                        + " i < 2000000000) select max(i) from n;");
        Running running = changes.start(changes.plan(target, MIGRATE), MIGRATE, CLICK);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> running.at().phase() == Phase.EXECUTING);
        Thread.sleep(300);
        changes.close();
        assertThat(running.stopping()).isTrue();
        assertThat(outcome(running)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(shop.audit.list().getFirst().event()).isEqualTo("cancelled");
        assertThat(changes.plan(target, MIGRATE).steps()).hasSize(1);
    }
}
