package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.Problem;
import dev.belay.store.Store;
import dev.belay.testing.Around;
import dev.belay.testing.OtherJvm;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What was saved stays, whatever becomes of the process or of the disk. */
@Tag("alone")
class HardTimesTest {
    private static final int ROUNDS = 5;

    /** Each target holds some kilobytes, so that few of them fill a small disk. */
    private static final String LONG = "/" + "long/".repeat(800) + "a.db";

    @TempDir Path home;

    @Test
    void aKilledProcessLosesNothingThatWasSaved() throws Exception {
        Random random = new Random();
        List<String> told = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> command =
                    OtherJvm.command(SavesTargets.class, home.toString(), "round" + round);
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(home.resolve("errors").toFile())
                            .start();
            try (InputStream out = process.getInputStream()) {
                String said = Character.toString(out.read());
                Thread.sleep(Duration.ofMillis(random.nextInt(300)));
                // That of the process itself would close the stream as well.
                process.toHandle().destroyForcibly();
                said += new String(out.readAllBytes(), StandardCharsets.UTF_8);
                told.addAll(said.substring(0, said.lastIndexOf('\n') + 1).lines().toList());
            }
            assertThat(process.waitFor()).as("SIGKILL").isEqualTo(128 + 9);
            try (Store store = Store.open(Around.home(home))) {
                assertThat(store.notices()).isEmpty();
                assertThat(integrity(store)).isEqualTo("ok");
                assertThat(names(store)).containsAll(told);
            }
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(ROUNDS);
    }

    @Test
    void aFullDiskIsSaidAndLosesNothingThatWasSaved() {
        List<String> saved = new ArrayList<>();
        try (Store store = Store.open(Around.home(home))) {
            int pages = store.read(h -> h.createQuery("PRAGMA page_count").mapTo(int.class).one());
            store.read(h -> h.execute("PRAGMA max_page_count = " + (pages + 20)));
            BelayException refused =
                    catchThrowableOfType(BelayException.class, () -> saveWithoutEnd(store, saved));
            Problem problem = refused.problem();
            assertThat(problem.key()).isEqualTo("store.full");
            assertThat(problem.where()).isEqualTo(store.file().toString());
            assertThat(problem.what()).isNotBlank();
            assertThat(problem.why()).contains("disk").contains("full");
            assertThat(problem.next()).contains("Free");
            assertThat(names(store)).isNotEmpty().containsExactlyInAnyOrderElementsOf(saved);
        }
        try (Store store = Store.open(Around.home(home))) {
            assertThat(integrity(store)).isEqualTo("ok");
            assertThat(names(store)).containsExactlyInAnyOrderElementsOf(saved);
            new Targets(store).add(SavesTargets.target("again"));
        }
    }

    private static void saveWithoutEnd(Store store, List<String> saved) {
        Targets targets = new Targets(store);
        for (int i = 0; ; i++) {
            Target target =
                    SavesTargets.target("shop-" + i)
                            .withFolders(new Folders(Path.of(LONG), null, null));
            targets.add(target);
            saved.add(target.name());
        }
    }

    private static String integrity(Store store) {
        return store.read(h -> h.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
    }

    private static List<String> names(Store store) {
        return new Targets(store).list().stream().map(Target::name).toList();
    }
}
