package dev.belay.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class SqliteDriftTest extends DriftContract {
    private final List<String> before = folders();

    private static List<String> folders() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.map(Path::toString).filter(f -> f.contains("belay-scratch-")).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    Built site() throws Exception {
        Path file = home.resolve("live.db");
        Built site =
                new Built(
                        Target.of(
                                "live",
                                Engine.SQLITE,
                                Environment.DEVELOPMENT,
                                new Address.File(file)),
                        home.resolve("migrations"));
        return site.run("create table x(a)", "drop table x");
    }

    @Override
    List<String> scratches() {
        return folders().stream().filter(f -> !before.contains(f)).toList();
    }

    @Override
    String table(String name) {
        return name;
    }

    @Override
    String beyond() {
        return "attach database '/nowhere/x.db' as other";
    }

    @Test
    void productionNeedsNoQuestionSinceTheScratchIsAFileElsewhere() throws Exception {
        Built site = site().demo().migrate(null);

        assertThat(
                        site.drift(site.target.withEnvironment(Environment.PRODUCTION), false)
                                .differences())
                .isEmpty();
    }

    @Test
    void aScratchThatAKilledProcessLeftIsRemovedAndOneInUseIsNot() throws Exception {
        Built site = site().demo().migrate(null);
        Path left = Files.createTempDirectory("belay-scratch-");
        Files.writeString(Files.createDirectory(left.resolve("db")).resolve("live.db"), "x");
        Path linked = Files.createDirectory(home.resolve("linked"));
        Files.writeString(linked.resolve("precious"), "x");
        Path link = left.resolveSibling(left.getFileName() + "-link");
        Files.createSymbolicLink(link, linked);
        try (ScratchFolder used = ScratchFolder.make(site.target)) {
            Files.writeString(used.path().resolve("x"), "x");
            site.drift();
            assertThat(used.path().resolve("x")).exists();
            assertThat(left).doesNotExist();
            assertThat(linked.resolve("precious")).exists();
        } finally {
            Files.delete(link);
        }
    }
}
