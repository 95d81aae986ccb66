package dev.belay.target;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Surroundings;
import dev.belay.store.Surroundings.Platform;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The connection service file of libpq: sections of connection parameters.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgservice.html">PostgreSQL: The
 *     Connection Service File</a>
 */
final class PgService {
    private PgService() {}

    /**
     * The parameters of a section: of {@code PGSERVICEFILE} or else the user's own file, or else
     * {@code PGSYSCONFDIR/pg_service.conf}.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#USAGE} if no file has the
     *     section
     */
    static Map<String, String> section(String service, Surroundings around) {
        List<Path> files = files(around);
        return files.stream()
                .map(file -> read(file, service))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> unknown(service, files));
    }

    /** Like {@link #section}, and empty where there is none. */
    static Map<String, String> sectionOrNone(String service, Surroundings around) {
        return files(around).stream()
                .map(file -> read(file, service))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Map.of());
    }

    private static RuntimeException unknown(String service, List<Path> files) {
        return Problem.of(
                        "target.service",
                        UrlText.visible(service),
                        ExitCode.USAGE,
                        String.join(", ", files.stream().map(Path::toString).toList()))
                .asException();
    }

    private static List<Path> files(Surroundings around) {
        String named = around.get("PGSERVICEFILE");
        String shared = around.get("PGSYSCONFDIR");
        return Stream.of(
                        named != null ? around.directory().resolve(named) : own(around),
                        shared != null ? Path.of(shared, "pg_service.conf") : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Path own(Surroundings around) {
        String roaming = around.get("APPDATA");
        return around.platform() == Platform.WINDOWS && roaming != null
                ? Path.of(roaming, "postgresql", ".pg_service.conf")
                : around.home().resolve(".pg_service.conf");
    }

    private static @Nullable Map<String, String> read(Path file, String service) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        Map<String, String> found = null;
        for (String line : lines(file)) {
            String text = line.strip();
            if (text.startsWith("[")) {
                if (found != null) {
                    break;
                }
                found = text.equals("[" + service + "]") ? new LinkedHashMap<>() : null;
            } else if (found != null && !text.isEmpty() && !text.startsWith("#")) {
                int equals = text.indexOf('=');
                if (equals <= 0) {
                    throw Problem.of("target.service-line", file.toString(), ExitCode.USAGE)
                            .asException();
                }
                // A service within a service is an error to libpq as well.
                if (!text.startsWith("service=")) {
                    found.putIfAbsent(text.substring(0, equals), text.substring(equals + 1));
                }
            }
        }
        return found;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.of("target.service-file", file.toString(), ExitCode.USAGE).asException(e);
        }
    }
}
