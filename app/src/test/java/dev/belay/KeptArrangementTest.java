package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Home;
import dev.belay.ui.sessions.Arrangement;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class KeptArrangementTest {
    @TempDir Path folder;

    private Arrangement started() {
        Arrangement arrangement = new Arrangement();
        KeptArrangement.follow(
                arrangement, new Home(folder.resolve("data"), folder.resolve("logs")));
        return arrangement;
    }

    @Test
    void howTheTableWasArrangedIsHowItIsAtTheNextStart() throws Exception {
        String other =
                "sort=AGE reverse=true group=STATE"
                        + " columns=PID:70,-CLIENT:96,APPLICATION:116,USERNAME:78,DATABASE:78,"
                        + "STATE:126,AGE:72,TRANSACTION:78,WAITS:108,BLOCKERS:80,QUERY:170";
        Path kept = folder.resolve("data").resolve("sessions-table");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, other);
        assertThat(started().text()).isEqualTo(other);
    }

    @Test
    void whatChangesIsKept() {
        Path kept = folder.resolve("data").resolve("sessions-table");
        Arrangement first = started();
        assertThat(kept).doesNotExist();
        first.take("group=STATE");
        first.changed();
        Awaitility.await().until(() -> Files.exists(kept) && Files.size(kept) > 0);
        assertThat(started().text()).isEqualTo(first.text()).contains("group=STATE");
    }
}
