package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.backup.Opening;
import dev.belay.backup.Wish;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.testing.NoCopies;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.tool.Program;
import dev.belay.tool.Tools;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Archives of strangers, read by a pg_restore of this machine that says it were of another minor
 * release.
 */
class OldRestoreToolTest {
    private static final String TRUSTED = "trust-origin";
    private static final String ACCEPTED = "accept-old-tool";

    private final PostgresServer server = PostgresServers.usual();

    @TempDir Path folder;
    private Workshop shop;
    private Target target;
    private Path own;
    private Path foreign;

    @BeforeEach
    void backUp() throws Exception {
        shop = new Workshop(folder.resolve("home"));
        target =
                server.target(server.freshDatabase())
                        .withFolders(new Folders(null, null, folder.resolve("backups")));
        server.run(target.databaseName(), "create table a as select generate_series(1, 30) x");
        own =
                shop.archive
                        .copies()
                        .backUp(target, Wish.plain("", "test"), PostgresqlRestoreTest.PATIENT)
                        .stored()
                        .file();
        foreign = Files.copy(own, folder.resolve("foreign.dump"));
    }

    @AfterEach
    void end() {
        shop.close();
    }

    /** Programs that say their version, and are the machine's own in all else. */
    private Tools tools(String... versions) throws IOException {
        Path real = Tools.ofMachine().first(Program.PG_RESTORE).orElseThrow();
        List<Path> folders = new ArrayList<>();
        for (String version : versions) {
            Path place = Files.createDirectories(folder.resolve("tools").resolve(version));
            Path script = place.resolve("pg_restore");
            Files.writeString(
                    script,
                    """
                    #!/bin/sh
                    [ "$1" = --version ] && { echo "pg_restore (PostgreSQL) %s"; exit; }
                    exec "%s" "$@"
                    """
                            .formatted(version, real));
            assertThat(script.toFile().setExecutable(true)).isTrue();
            folders.add(place);
        }
        return new Tools(folders);
    }

    private Outcome<Restored> restore(Tools tools, Path from, String... flags) {
        Map<String, String> arguments = new HashMap<>(Map.of("from", from.toString()));
        for (String flag : flags) {
            arguments.put(flag, "");
        }
        Request request = new Request("restore", arguments, false);
        return shop.run(
                target, shop.restores(tools).of(target, request, new NoCopies(), Opening.NONE));
    }

    private Problem refused(Tools tools, String... flags) {
        return catchThrowableOfType(BelayException.class, () -> restore(tools, foreign, flags))
                .problem();
    }

    private static Restored done(Outcome<Restored> outcome) {
        assertThat(outcome.problem()).isNull();
        return ((Outcome.Done<Restored>) outcome).result();
    }

    @ParameterizedTest
    @CsvSource({"15.19", "16.15", "17.11", "18.6"})
    void aStrangersArchiveIsRefusedToAnOldTool(String version) throws Exception {
        Problem problem = refused(tools(version), TRUSTED);
        assertThat(problem.exit()).isEqualTo(ExitCode.INCOMPATIBLE);
        assertThat(problem.key()).isEqualTo("restore.old-tool");
        assertThat(problem.line()).contains("pg_restore " + version);
        assertThat(problem.next()).contains("--accept-old-tool");
        assertThat(shop.audit.list()).noneMatch(e -> e.event().equals("begun"));
    }

    @Test
    void whoAcceptsAnOldToolHasItReadTheArchive() throws Exception {
        assertThat(done(restore(tools("15.19"), foreign, TRUSTED, ACCEPTED)).rows())
                .containsEntry("public.a", 30L);
    }

    @Test
    void acceptingAnOldToolIsNotTrustingAnOrigin() throws Exception {
        assertThat(refused(tools("15.20"), ACCEPTED).key()).isEqualTo("restore.origin");
    }

    @Test
    void aNewToolReadsTheArchiveOfAStranger() throws Exception {
        assertThat(done(restore(tools("15.20"), foreign, TRUSTED)).rows())
                .containsEntry("public.a", 30L);
    }

    @Test
    void theNewestMinorReleaseIsTakenWhicheverIsFoundFirst() throws Exception {
        assertThat(done(restore(tools("15.19", "15.20"), foreign, TRUSTED)).rows())
                .containsEntry("public.a", 30L);
    }

    @Test
    void belaysOwnBackupIsReadByAnOldToolToo() throws Exception {
        assertThat(done(restore(tools("15.19"), own)).rows()).containsEntry("public.a", 30L);
    }
}
