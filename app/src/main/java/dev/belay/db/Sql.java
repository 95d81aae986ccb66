package dev.belay.db;

import dev.belay.target.Engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The questions Belay asks, one file each: {@code sql/<engine>/<question>.sql}, or {@code
 * <question>@<major>.sql} for servers from that major on. The highest one not above the server's is
 * taken. A missing file means that the engine cannot answer.
 */
public final class Sql {
    /** No supported server has a major above this. */
    private static final int HIGHEST = 40;

    private static final int LOWEST_VARIANT = 10;
    private static final Map<String, Optional<String>> LOADED = new ConcurrentHashMap<>();

    private Sql() {}

    /** The text of a question for an engine at a version, or empty if it cannot answer. */
    public static Optional<String> find(Engine engine, int major, String question) {
        String key = engine.id() + "/" + question + "@" + major;
        return LOADED.computeIfAbsent(key, k -> load(engine, major, question));
    }

    private static Optional<String> load(Engine engine, int major, String question) {
        String base = "/sql/" + engine.id() + "/" + question;
        for (int v = Math.min(major, HIGHEST); v >= LOWEST_VARIANT; v--) {
            Optional<String> variant = read(base + "@" + v + ".sql");
            if (variant.isPresent()) {
                return variant;
            }
        }
        return read(base + ".sql");
    }

    private static Optional<String> read(String resource) {
        try (InputStream in = Sql.class.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
