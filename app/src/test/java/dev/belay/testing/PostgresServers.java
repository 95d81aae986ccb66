package dev.belay.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;

/**
 * Real PostgreSQL servers for tests, one a major and JVM, started when first asked for and stopped
 * with the JVM. The superuser {@code postgres} needs no password; every other role does.
 */
public final class PostgresServers {
    /** The majors every build is tested against. */
    public static final List<Integer> MAJORS = List.of(14, 15, 18);

    /** The major for tests that need any server; the one whose tools Debian 12 has. */
    public static final int USUAL = 15;

    private static final Map<String, String> USUAL_SETTINGS =
            Map.of(
                    "password_encryption", "scram-sha-256",
                    "listen_addresses", "127.0.0.1",
                    "full_page_writes", "off",
                    "autovacuum_naptime", "600",
                    "max_connections", "100");

    private static final ConcurrentHashMap<Integer, PostgresServer> RUNNING =
            new ConcurrentHashMap<>();

    private PostgresServers() {}

    /** The shared server of a major; tests make databases and roles of their own on it. */
    public static PostgresServer of(int major) {
        return RUNNING.computeIfAbsent(major, PostgresServers::start);
    }

    public static PostgresServer usual() {
        return of(USUAL);
    }

    /**
     * A server of one's own, for a test that stops, floods or starves it. The caller closes it; the
     * JVM's end does otherwise.
     *
     * @param settings as in postgresql.conf, {@code name = value}, without spaces in the value
     */
    public static PostgresServer start(int major, String... settings) {
        Path jar = Path.of(System.getProperty("belay.build"), "postgres", major + ".jar");
        if (!Files.isReadable(jar)) {
            throw new IllegalStateException(
                    jar + " is missing; `mvn generate-test-resources` brings it");
        }
        try {
            Path data = Files.createTempDirectory("belay-pg" + major + "-");
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder()
                            .setPgBinaryResolver((system, machine) -> programs(jar))
                            .setDataDirectory(data)
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setDataDirectoryCustomizer(d -> admit(d.toPath()))
                            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                            .setPGStartupWait(Duration.ofSeconds(60));
            USUAL_SETTINGS.forEach(builder::setServerConfig);
            for (String setting : settings) {
                String[] parts = setting.split("\\s*=\\s*", 2);
                builder.setServerConfig(parts[0], parts[1]);
            }
            EmbeddedPostgres server = builder.start();
            return new PostgresServer(major, server, data);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " did not start", e);
        }
    }

    static InputStream programs(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new java.io.ByteArrayInputStream(
                    zip.getInputStream(
                                    zip.stream()
                                            .filter(e -> e.getName().endsWith(".txz"))
                                            .findFirst()
                                            .orElseThrow())
                            .readAllBytes());
        }
    }

    private static void admit(Path data) {
        try {
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    """
                    local   all         postgres                trust
                    host    all         postgres  all           trust
                    host    replication postgres  all           trust
                    host    all         all       all           scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
