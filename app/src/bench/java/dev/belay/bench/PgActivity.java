package dev.belay.bench;

import dev.belay.testing.PostgresServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * pg_activity, where it is installed, in a terminal of its own: who looks at its list of waiting
 * queries sees what is read here.
 */
final class PgActivity implements AutoCloseable {
    private static final int KEPT = 1 << 20;

    private final Process terminal;
    private final StringBuilder painted = new StringBuilder();
    private Pattern wanted;
    private long seen;

    private PgActivity(Process terminal) {
        this.terminal = terminal;
        Thread.ofPlatform().daemon().start(this::read);
    }

    /**
     * Started, connected and showing who waits; empty if it is not there.
     *
     * @param refresh seconds between two looks: 0.5, or 1 to 5
     */
    static Optional<PgActivity> start(PostgresServer server, String database, String refresh)
            throws Exception {
        String command =
                "stty cols 200 rows 60; TERM=xterm exec pg_activity -h 127.0.0.1 -U postgres -p %d"
                        .formatted(server.port());
        try {
            new ProcessBuilder("pg_activity", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            System.out.println("pg_activity is not installed here");
            return Optional.empty();
        }
        PgActivity started =
                new PgActivity(
                        new ProcessBuilder(
                                        "script",
                                        "-qfc",
                                        command + " -d " + database + " --refresh " + refresh,
                                        "/dev/null")
                                .redirectErrorStream(true)
                                .start());
        try (Connection admin = server.admin(database)) {
            for (int i = 0; i < 100 && backends(admin).isEmpty(); i++) {
                Thread.sleep(200);
            }
            if (backends(admin).isEmpty()) {
                throw new IllegalStateException("pg_activity did not connect");
            }
        }
        Thread.sleep(3_000);
        OutputStream keys = started.terminal.getOutputStream();
        keys.write('2');
        keys.flush();
        return Optional.of(started);
    }

    static List<Long> backends(Connection admin) throws Exception {
        return Backends.of(admin, "pg_activity");
    }

    private void read() {
        byte[] bytes = new byte[1 << 16];
        try (InputStream screen = terminal.getInputStream()) {
            for (int n = screen.read(bytes); n >= 0; n = screen.read(bytes)) {
                paint(new String(bytes, 0, n, StandardCharsets.ISO_8859_1), System.nanoTime());
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    private synchronized void paint(String text, long now) {
        painted.append(text);
        if (painted.length() > KEPT) {
            painted.delete(0, painted.length() - KEPT);
        }
        if (wanted != null && seen == 0 && wanted.matcher(painted).find()) {
            seen = now;
            notifyAll();
        }
    }

    /** From now on it is noted when this session comes onto the screen. */
    synchronized void expect(long pid) {
        painted.setLength(0);
        seen = 0;
        wanted = Pattern.compile("(?<!\\d)" + pid + "(?!\\d)");
    }

    /** When it came, by this machine's clock of nanoseconds; empty if it did not. */
    synchronized OptionalLong await(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (seen == 0 && System.nanoTime() < until) {
            wait(50);
        }
        return seen == 0 ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> all = terminal.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        terminal.destroy();
        terminal.waitFor();
    }
}
