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
}
