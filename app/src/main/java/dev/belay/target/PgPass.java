package dev.belay.target;

import dev.belay.store.Surroundings;
import dev.belay.store.Surroundings.Platform;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The password file of libpq, {@code .pgpass} or {@code PGPASSFILE}, read anew for every
 * connection.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">PostgreSQL: The Password
 *     File</a>
 */
final class PgPass implements PasswordSource {
    private static final Logger LOG = LoggerFactory.getLogger(PgPass.class);
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));

    private final Path file;
    private final String defaultUser;
    private volatile boolean warned;

    PgPass(Surroundings around) {
        String named = around.get("PGPASSFILE");
        String roaming = around.get("APPDATA");
        file =
                named != null
                        ? around.directory().resolve(named)
                        : around.platform() == Platform.WINDOWS && roaming != null
                                ? Path.of(roaming, "postgresql", "pgpass.conf")
                                : around.home().resolve(".pgpass");
        defaultUser = Credentials.defaultUser(around);
    }

    @Override
    public @Nullable Secret password(Target target) {
        if (target.engine() != Engine.POSTGRESQL
                || !(target.address() instanceof Address.Server server)
                || !readable()) {
            return null;
        }
        List<String> wanted =
                List.of(
                        server.host(),
                        Integer.toString(server.port()),
                        server.database(),
                        server.user() == null ? defaultUser : server.user());
        for (String line : lines()) {
            if (line.startsWith("#")) {
                continue;
            }
            List<Field> fields = fields(line);
            if (fields.size() >= 5 && matches(fields, wanted)) {
                String password = fields.get(4).text();
                return password.isEmpty() ? null : Secret.of(password);
            }
        }
        return null;
    }

    private boolean readable() {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            boolean open =
                    Files.getFileStore(file).supportsFileAttributeView("posix")
                            && Files.getPosixFilePermissions(file).stream()
                                    .anyMatch(OTHERS::contains);
            if (open && !warned) {
                warned = true;
                LOG.warn("{} is not used: others can read it. Run: chmod 0600 {}", file, file);
            }
            return !open;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> lines() {
        try {
            // Not readAllLines: one byte that is no UTF-8 must not hide every other line.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.getMessage());
            return List.of();
        }
    }

    private static boolean matches(List<Field> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).any() && !fields.get(i).text().equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A field without its escapes; any for a lone, unescaped {@code *}. */
    private record Field(String text, boolean any) {}

    private static List<Field> fields(String line) {
        List<Field> fields = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == ':') {
                fields.add(new Field(text.toString(), !escaped && text.toString().equals("*")));
                text.setLength(0);
                escaped = false;
            } else if (line.charAt(i) == '\\' && i + 1 < line.length()) {
                i++;
                escaped = true;
                text.append(line.charAt(i));
            } else {
                text.append(line.charAt(i));
            }
        }
        return fields;
    }
}
