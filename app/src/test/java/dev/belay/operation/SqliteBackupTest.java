package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.ExitCode;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.SmallDisk;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backups of SQLite files. */
class SqliteBackupTest extends BackupContract {
    @Override
    Target made(Path folder) throws Exception {
        return new SqliteGround(folder, "wal").target();
    }

    @Override
    Path foreign() throws IOException {
        return Files.write(
                folder.resolve("foreign"), "PGDMP\1\2\3".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void jobsAreForServers() {
        BackupChoice jobs = new BackupChoice(List.of(), false, null, 2, false);
        assertThat(shop.runner.plan(target, operation(jobs)).blockers())
                .singleElement()
                .satisfies(p -> assertThat(p.exit()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void withoutRoomItIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        execute(
                "insert into a with recursive n(i) as (select 2000 union all select i + 1 from n"
                        + " where i < 60000) select i, hex(randomblob(40)) from n");
        try (SmallDisk _ = new SmallDisk(small, "2m")) {
            target = target.withFolders(new Folders(null, null, small));
            Plan plan = shop.runner.plan(target, operation(BackupChoice.PLAIN));
            assertThat(plan.blockers())
                    .singleElement()
                    .satisfies(
                            p -> {
                                assertThat(p.exit()).isEqualTo(ExitCode.REFUSED);
                                assertThat(p.line()).contains(small.toString()).contains("free");
                            });
        }
    }
}
