package dev.belay.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

class ToolsTest {
    @TempDir Path machine;

    @Test
    void everyVersionIsFoundOnceInTheOrderOfTheFolders() throws IOException {
        Path old = program("14", "pg_dump", "echo 'pg_dump (PostgreSQL) 14.24'");
        Path young = program("18", "pg_dump", "echo 'pg_dump (PostgreSQL) 18.6'");
        Path link = Files.createDirectories(machine.resolve("link")).resolve("pg_dump");
        Files.createSymbolicLink(link, old);
        Tools tools = new Tools(List.of(young.getParent(), old.getParent(), link.getParent()));
        assertThat(tools.find())
                .containsExactly(
                        new Tool("pg_dump", young, "18.6"), new Tool("pg_dump", old, "14.24"));
        assertThat(tools.first(Program.PG_DUMP)).contains(young);
        assertThat(tools.first(Program.AGE)).isEmpty();
    }

    @Test
    void aProgramThatHangsIsFoundWithoutAVersion() throws IOException {
        Path hangs = program("bin", "psql", "exec sleep 60");
        long start = System.nanoTime();
        assertThat(new Tools(List.of(hangs.getParent())).find())
                .containsExactly(new Tool("psql", hangs, null));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(Tools.DEADLINE.plusSeconds(20));
    }

    @Test
    void aProgramThatSpeaksOnStandardErrorIsHeard() throws IOException {
        Path ssh = program("bin", "ssh", "echo 'OpenSSH_9.2p1 Debian-2, OpenSSL 3.0.19' >&2");
        assertThat(new Tools(List.of(ssh.getParent())).find().getFirst().version())
                .isEqualTo("9.2p1");
    }

    @Test
    void aFileThatCannotBeRunIsNoProgram() throws IOException {
        Path file = Files.createDirectories(machine.resolve("bin")).resolve("psql");
        Files.writeString(file, "text");
        assertThat(new Tools(List.of(file.getParent())).find()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)|15.18|15",
                "pg_dump (PostgreSQL) 19beta1|19|19",
                "mysqldump  Ver 10.19 Distrib 10.11.14-MariaDB, for debian|10.11.14|10",
                "mariadb-dump from 11.8.2-MariaDB, client 10.19 for Linux|11.8.2|11",
                "3.40.1 2022-12-28 14:03:47 df5c253c|3.40.1|3",
            })
    void theVersionIsTheServersWhereThereAreTwo(String said, String version, int major) {
        assertThat(Tools.version(said)).isEqualTo(version);
        assertThat(new Tool("x", machine, Tools.version(said)).major()).isEqualTo(major);
    }

    private Path program(String folder, String name, String script) throws IOException {
        Path file = Files.createDirectories(machine.resolve(folder)).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
