package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Status;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The checks through a real PgBouncer. */
class PoolerTest {
    @TempDir Path folder;

    @Test
    void aPoolerInTransactionModeIsSaidAndTheChecksStillAnswer() throws Exception {
        Path program =
                Stream.of(
                                "/usr/sbin/pgbouncer",
                                "/usr/bin/pgbouncer",
                                "/opt/homebrew/bin/pgbouncer")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        Assumptions.assumeTrue(program != null, "PgBouncer is not on this machine");
        PostgresServer server = PostgresServers.usual();
        String database = server.freshDatabase();
        server.run(database, "CREATE TABLE orders (id int)");
        int port = freePort();
        Process bouncer = start(program, server, port);
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
            Target target =
                    server.target(database)
                            .withAddress(
                                    new Address.Server(
                                            "127.0.0.1",
                                            port,
                                            database,
                                            "postgres",
                                            Tls.DEFAULT,
                                            null));
            Health health = Examined.health(target);
            Check connection = Examined.named(health, "connection");
            assertThat(connection.status()).isEqualTo(Status.OK);
            assertThat(connection.detail())
                    .contains("PgBouncer")
                    .endsWith("session locks do not hold there, so operations will refuse");
            assertThat(health.checks())
                    .noneMatch(c -> c.detail().startsWith("could not be read"))
                    .noneMatch(c -> c.status() == Status.FAIL);
        } finally {
            bouncer.destroy();
            bouncer.waitFor();
        }
    }

    private Process start(Path program, PostgresServer server, int port) throws IOException {
        Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
        Path settings =
                Files.writeString(
                        folder.resolve("pgbouncer.ini"),
                        """
                        [databases]
                        * = host=127.0.0.1 port=%d
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        listen_port = %d
                        unix_socket_dir =
                        auth_type = trust
                        auth_file = %s
                        pool_mode = transaction
                        ignore_startup_parameters = extra_float_digits
                        """
                                .formatted(server.port(), port, users));
        Files.setPosixFilePermissions(
                folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // PgBouncer refuses to run as root.
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
