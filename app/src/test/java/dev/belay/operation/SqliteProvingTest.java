package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;

class SqliteProvingTest extends ProvingContract {
    @Override
    Ground ground() throws Exception {
        return new SqliteGround(Files.createDirectories(folder.resolve("live")), "wal");
    }

    @Override
    List<String> leftOnServer() {
        return List.of();
    }

    @Test
    void aFileOfProductionIsProvenBesideItsBackups() {
        assertThat(prove(production(), backedUp())).isInstanceOf(Proved.Yes.class);
    }
}
