package dev.belay.demo;

import dev.belay.store.OwnerOnly;
import dev.belay.target.Address;
import dev.belay.target.PasswordSource;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The passwords of the demo's PostgreSQL, random and its own, in a file that only its owner can
 * read. The file has the form of {@code .pgpass}, so {@code PGPASSFILE} may point to it.
 */
public final class DemoPasswords implements PasswordSource {
    private static final String HOST = "127.0.0.1";
    private static final List<String> ROLES =
            List.of(PostgresCluster.SUPERUSER, PostgresDemo.APPLICATION, PostgresDemo.WATCHER);

    private final Path file;

    /**
     * @param folder the demo's, whether it has been made or not
     */
    public DemoPasswords(Path folder) {
        this.file = folder.resolve("pgpass");
    }

    @Override
    public @Nullable Secret password(Target target) {
        if (!(target.address() instanceof Address.Server server)
                || !server.host().equals(HOST)
                || server.jump() != null
                || !server.database().equals(PostgresDemo.DATABASE)
                || server.user() == null) {
            return null;
        }
        try {
            return Files.isRegularFile(file) && port() == server.port()
                    ? Secret.of(of(server.user()))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    Path file() {
        return file;
    }

    /** Invents them, unless they are there. */
    void create() throws IOException {
        if (Files.notExists(file)) {
            OwnerOnly.file(file);
            SecureRandom random = new SecureRandom();
            StringBuilder lines = new StringBuilder();
            for (String role : ROLES) {
                byte[] bytes = new byte[16];
                random.nextBytes(bytes);
                lines.append(line(0, role, HexFormat.of().formatHex(bytes)));
            }
            Files.writeString(file, lines);
        }
    }

    /** The port noted, 0 before the first start. */
    int port() throws IOException {
        return Integer.parseInt(lines().getFirst()[1]);
    }

    void note(int port) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String[] fields : lines()) {
            lines.append(line(port, fields[3], fields[4]));
        }
        Files.writeString(file, lines);
    }

    /**
     * @throws IOException if the file does not know the role
     */
    String of(String role) throws IOException {
        for (String[] fields : lines()) {
            if (fields[3].equals(role)) {
                return fields[4];
            }
        }
        throw new IOException(file + " has no password of " + role);
    }

    private List<String[]> lines() throws IOException {
        List<String[]> lines =
                Files.readAllLines(file).stream()
                        .map(line -> line.split(":", -1))
                        .filter(fields -> fields.length == 5)
                        .toList();
        if (lines.size() != ROLES.size()) {
            throw new IOException(file + " is not the demo's password file");
        }
        return lines;
    }

    private static String line(int port, String role, String password) {
        return HOST + ":" + port + ":*:" + role + ":" + password + "\n";
    }
}
