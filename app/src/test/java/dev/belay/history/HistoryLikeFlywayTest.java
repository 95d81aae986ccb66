package dev.belay.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Belay's own reading against Flyway's {@code info}, in situations made at random. */
class HistoryLikeFlywayTest {
    private static final Set<String> GONE = Set.of("Deleted", "Undone");

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(ints = {101, 102})
    void saysOfAnyPostgresTableWhatFlywaySays(int seed) {
        new Story(Site.postgres(home), seed).play(25);
    }

    @Test
    void saysOfAnySqliteTableWhatFlywaySays() throws IOException {
        Set<MigrationState> met = EnumSet.noneOf(MigrationState.class);
        for (int seed = 1; seed <= 10; seed++) {
            Path own = Files.createDirectory(home.resolve("story-" + seed));
            Story story = new Story(Site.sqlite(own), seed);
            story.play(40);
            met.addAll(story.met);
        }
        // What a story never meets is not compared; only paid Flyway's table has an undone version.
        assertThat(EnumSet.complementOf(EnumSet.copyOf(met)))
                .containsExactly(MigrationState.UNDONE);
    }

    /** What may happen to a database and its folder in the course of years. */
    private static final class Story {
        private final Site site;
        private final Random random;
        private final TreeMap<String, Integer> scripts = new TreeMap<>();
        private final StringBuilder told = new StringBuilder();
        private int rank = 1000;
        private int compared;
        private final Set<MigrationState> met = EnumSet.noneOf(MigrationState.class);

        Story(Site site, int seed) {
            this.site = site;
            this.random = new Random(seed);
        }

        void play(int steps) {
            for (int i = 0; i < steps; i++) {
                int step = random.nextInt(14);
                try {
                    told.append(step).append(' ');
                    step(step);
                } catch (FlywayException | IllegalStateException e) {
                    told.append("(refused) ");
                }
                compare();
            }
            assertThat(compared).as("situations Flyway could read").isGreaterThan(steps / 4);
        }

        private void step(int step) {
            switch (step) {
                case 0, 1 -> put("V" + version() + "__some_thing.sql");
                case 2 -> put("R__view_" + random.nextInt(3) + ".sql");
                case 3 -> put("B" + version() + "__base.sql");
                case 4, 5 -> site.migrate();
                case 6 -> site.settings.put("flyway.outOfOrder", "" + random.nextBoolean());
                case 7 -> target();
                case 8 -> change();
                case 9 -> drop();
                case 10 -> site.flyway().load().repair();
                case 11 -> site.flyway().baselineVersion(version()).load().baseline();
                case 12 -> row("SQL", random.nextBoolean());
                default -> row(random.nextBoolean() ? "DELETE" : "JDBC", random.nextInt(4) > 0);
            }
        }

        private String version() {
            String major = "" + (1 + random.nextInt(9));
            return random.nextInt(3) > 0 ? major : major + "." + random.nextInt(2);
        }

        private void put(String name) {
            scripts.merge(name, 1, Integer::sum);
            site.write(name, "-- text " + scripts.get(name) + "\nselect 1;\n");
        }

        private void change() {
            if (!scripts.isEmpty()) {
                put(List.copyOf(scripts.keySet()).get(random.nextInt(scripts.size())));
            }
        }

        private void drop() {
            if (!scripts.isEmpty()) {
                String name = List.copyOf(scripts.keySet()).get(random.nextInt(scripts.size()));
                scripts.remove(name);
                site.remove(name);
            }
        }

        private void target() {
            String target =
                    List.of("latest", "current", "next", version() + "?", version() + "?")
                            .get(random.nextInt(5));
            site.settings.put("flyway.target", target);
        }

        private void row(String type, boolean success) {
            boolean repeatable = random.nextInt(4) == 0;
            site.row(
                    rank++,
                    repeatable ? null : version(),
                    repeatable ? "view " + random.nextInt(3) : "some thing",
                    type,
                    success);
        }

        private void compare() {
            MigrationInfoService flyway;
            try {
                flyway = site.flyway().load().info();
            } catch (FlywayException e) {
                // Flyway gives up at two DELETE rows for one version, and at a version twice.
                return;
            }
            compared++;
            History belay = site.history();
            belay.migrations().forEach(m -> met.add(m.state()));
            assertThat(belay.migrations().stream().map(Story::told))
                    .as("after %s", told)
                    .containsExactlyElementsOf(
                            Arrays.stream(flyway.all())
                                    .filter(m -> !deletesARepeatable(m))
                                    .map(Story::told)
                                    .toList());
            assertThat(belay.current()).as("current after %s", told).isEqualTo(current(flyway));
            assertThat(belay.pending()).isEqualTo(flyway.pending().length);
        }

        /** Of versions Flyway tells no such row, of repeatables it tells Success. */
        private static boolean deletesARepeatable(MigrationInfo m) {
            return m.getVersion() == null && m.getType() == CoreMigrationType.DELETE;
        }

        /** What Flyway calls current, had nothing failed. */
        private static @Nullable String current(MigrationInfoService flyway) {
            return Arrays.stream(flyway.applied())
                    .filter(m -> m.isVersioned() && !m.getState().isFailed())
                    .filter(m -> !GONE.contains(m.getState().getDisplayName()))
                    .filter(m -> m.getType() != CoreMigrationType.DELETE)
                    .map(m -> Objects.requireNonNull(m.getVersion()))
                    .max(Comparator.naturalOrder())
                    .map(MigrationVersion::toString)
                    .orElse(null);
        }

        private static String told(MigrationInfo m) {
            return line(
                    m.getVersion(),
                    m.getDescription(),
                    m.getType().name(),
                    m.getScript(),
                    m.getState().getDisplayName(),
                    m.getInstalledRank(),
                    m.getInstalledBy());
        }

        private static String told(Migration m) {
            return line(
                    m.version(),
                    m.description(),
                    m.type(),
                    m.script(),
                    m.state().words(),
                    m.installedRank(),
                    m.installedBy());
        }

        private static String line(Object... parts) {
            return String.join("|", Arrays.stream(parts).map(String::valueOf).toList());
        }
    }
}
