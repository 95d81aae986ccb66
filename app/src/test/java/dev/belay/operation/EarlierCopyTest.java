package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A rollback without an undo script, and the copies that were taken before. */
class EarlierCopyTest {
    @TempDir Path folder;
    private Workshop shop;
    private SafetyCopies copies;
    private Path scripts;
    private Target target;

    @BeforeEach
    void open() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        shop = new Workshop(home);
        scripts = Files.createDirectories(folder.resolve("migrations"));
        target =
                Target.of(
                                "shop",
                                Engine.SQLITE,
                                Environment.DEVELOPMENT,
                                new Address.File(folder.resolve("shop.db")))
                        .withFolders(new Folders(scripts, null, null));
        copies = new SafetyCopies(shop.archive);
        Files.writeString(scripts.resolve("V1__a.sql"), "create table a (x int, y int);");
        Files.writeString(scripts.resolve("V2__b.sql"), "insert into a values (1, 2);");
        Files.writeString(scripts.resolve("V3__c.sql"), "alter table a drop column y;");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Path migrate(String to) {
        Runner runner = shop.copying(copies);
        Migrate migrate = new Migrate(target, shop.histories, new Safeguard(copies, false), to);
        Outcome<Migrated> outcome =
                runner.run(target, migrate, Workshop.typed("shop.db"), Workshop.manner());
        return ((Outcome.Done<Migrated>) outcome).safetyCopy();
    }

    private Problem blocker(String to) {
        return shop.runner
                .plan(
                        target,
                        new Rollback(target, shop.histories, new Safeguard(copies, false), to))
                .blockers()
                .getFirst();
    }

    @Test
    void theCopyFromBeforeTheMigrationIsNamed() {
        migrate("2");
        Path copy = Objects.requireNonNull(migrate("3"));
        Problem problem = blocker("2");
        assertThat(problem.why())
                .contains("V3__c.sql", copy.toString(), "at version 2")
                .containsPattern("at 2\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(problem.next()).contains("bring that copy back");
    }

    @Test
    void aCopyFromAfterItIsNotOffered() {
        migrate("2");
        migrate("3");
        assertThat(shop.runner.plan(target, shop.rollback(target, "0")).blockers())
                .hasSizeGreaterThan(1);
        Problem problem = blocker("1");
        assertThat(problem.why()).contains("V3__c.sql");
        List<Problem> all =
                shop.runner
                        .plan(
                                target,
                                new Rollback(
                                        target, shop.histories, new Safeguard(copies, false), "1"))
                        .blockers();
        assertThat(all)
                .filteredOn(p -> p.why().contains("V2__b.sql"))
                .singleElement()
                .extracting(Problem::key)
                .isEqualTo("rollback.no-undo");
    }
}
