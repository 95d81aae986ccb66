package dev.belay.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

class ScriptsTest {
    @TempDir Path home;

    private Scripts.Text text(byte[] bytes) throws IOException {
        return Scripts.text(Files.write(home.resolve("V1__x.sql"), bytes));
    }

    @Test
    void everyUsualEncodingIsRead() throws IOException {
        String text = "select 'Größe – 20 €';\n";

        assertThat(text(text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
        assertThat(text(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
        assertThat(text(text.getBytes(StandardCharsets.UTF_16)).text()).isEqualTo(text);
        assertThat(text(text.getBytes(Charset.forName("windows-1252"))).text()).isEqualTo(text);
    }

    @Test
    void aHugeScriptIsCutBetweenCharacters() throws IOException {
        String huge = "x" + "€".repeat(Scripts.LARGEST_BYTES / 3 + 10);

        Scripts.Text text = text(huge.getBytes(StandardCharsets.UTF_8));

        assertThat(text.cut()).isTrue();
        assertThat(huge).startsWith(text.text());
        assertThat(text.text().length()).isGreaterThan(Scripts.LARGEST_BYTES / 3 - 3);
    }

    @Test
    void aScriptThatIsGoneIsAnError() {
        assertThatThrownBy(() -> Scripts.text(home.resolve("gone.sql")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
