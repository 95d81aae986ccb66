package dev.belay.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A program at work for Belay, of others or Belay itself. It is given its arguments one by one, no
 * shell between, and of the environment only what it needs to find its files: no password, no
 * connection that is set there. Closing it kills it.
 */
public final class Child implements AutoCloseable {
    private static final int KEPT = 4096;
    private static final int KILLED = 137;

    /** Where files, fonts of words and certificates are found; nothing that names a server. */
    private static final Set<String> HANDED_ON =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "TMPDIR",
                    "TEMP",
                    "TMP",
                    "SYSTEMROOT",
                    "WINDIR",
                    "APPDATA",
                    "LOCALAPPDATA",
                    "USERPROFILE",
                    "KRB5CCNAME",
                    "KRB5_CONFIG",
                    "PGUSER");

    /** What decides how Belay itself reads the names of files, and how it reaches an SSH host. */
    private static final Set<String> TO_OUR_OWN =
            Set.of("LANG", "LC_ALL", "LC_CTYPE", "JAVA_HOME", "SSH_AUTH_SOCK");

    /** A Belay with this variable was started by another, and ends when its standard input does. */
    public static final String OF_BELAY = "BELAY_CHILD";

    /** Reads what the program puts out, to its end. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream output) throws IOException;
    }

    private final Process process;
    private final StringBuilder said = new StringBuilder();
    private final Thread listener;

    private Child(Process process) {
        this.process = process;
        this.listener = Thread.ofPlatform().daemon().name("belay-child").start(this::listen);
    }

    /** Starts a program that is told nothing on its standard input. */
    public static Child start(Path program, List<String> arguments) throws IOException {
        Child child = fed(program, arguments);
        child.input().close();
        return child;
    }

    /** Starts a program that reads {@link #input}, which has to be closed. */
    public static Child fed(Path program, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(program.toString());
        builder.command().addAll(arguments);
        builder.environment().keySet().removeIf(name -> !in(HANDED_ON, name));
        builder.environment().put("LC_ALL", "C");
        return new Child(builder.start());
    }

    /**
     * Starts Belay once more, in a process that ends when this one does.
     *
     * @param environment what it is told beside
     */
    public static Child start(
            OwnProgram belay, List<String> arguments, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().addAll(belay.command());
        builder.command().addAll(arguments);
        builder.environment()
                .keySet()
                .removeIf(name -> !in(HANDED_ON, name) && !in(TO_OUR_OWN, name));
        builder.environment().putAll(environment);
        builder.environment().put(OF_BELAY, "yes");
        return new Child(builder.start());
    }

    private static boolean in(Set<String> names, String name) {
        return names.contains(name.toUpperCase(Locale.ROOT));
    }

    private void listen() {
        byte[] bytes = new byte[1024];
        try (InputStream words = process.getErrorStream()) {
            for (int n = words.read(bytes); n >= 0; n = words.read(bytes)) {
                synchronized (said) {
                    said.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                    said.delete(0, Math.max(0, said.length() - KEPT));
                }
            }
        } catch (IOException e) {
            // It was killed: what it said before is kept.
        }
    }

    /** What it reads. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** Hands its output on, on this thread, until the program closes it. */
    public void output(Reader reader) throws IOException {
        try (InputStream output = process.getInputStream()) {
            reader.read(output);
        }
    }

    /**
     * Waits for its end, however long that takes.
     *
     * @return true if it ended well
     */
    public boolean ended() {
        return exit() == 0;
    }

    /**
     * Waits for its end, however long that takes.
     *
     * @return its exit code; that of a killed one if waiting was interrupted
     */
    public int exit() {
        try {
            int exit = process.waitFor();
            listener.join();
            return exit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return KILLED;
        }
    }

    public boolean runs() {
        return process.isAlive();
    }

    /** The end of what it said on standard error so far. */
    public String words() {
        synchronized (said) {
            return said.toString().strip();
        }
    }

    /** Kills it, without waiting. May be called by any thread, and again. */
    @Override
    public void close() {
        List<ProcessHandle> below = process.descendants().toList();
        // First itself: a program whose child was killed may go on, and end well.
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
