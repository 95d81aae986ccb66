package dev.belay.db.ssh;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.SshJump;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ssh said on its standard error, and what that means for the one who wanted to connect. */
final class SshWords {
    private static final int KEPT = 20;
    private static final Duration TELLS = Duration.ofMillis(300);
    private static final Pattern NOT_FORWARDED =
            Pattern.compile("channel \\d+: open failed: (.*)", Pattern.CASE_INSENSITIVE);

    private final List<String> said = new ArrayList<>();
    private @Nullable String notForwarded;

    /** Keeps a line, unless it is one of ssh's own debugging. */
    synchronized void add(String line) {
        Matcher matcher = NOT_FORWARDED.matcher(line);
        if (matcher.find()) {
            notForwarded = matcher.group(1);
            notifyAll();
        } else if (!line.startsWith("debug") && !line.isBlank() && said.size() < KEPT) {
            said.add(line);
        }
    }

    synchronized boolean portWasTaken() {
        return said("Address already in use");
    }

    private boolean said(String words) {
        return said.stream().anyMatch(line -> line.contains(words));
    }

    /** Why ssh ended before its forward listened. */
    synchronized ConnectFailure refused(String name, SshJump jump) {
        if (said("HOST IDENTIFICATION HAS CHANGED")) {
            return failure("ssh.host-key-changed", true, name, jump.text());
        }
        if (said("Host key verification failed")) {
            return failure("ssh.host-key", true, name, jump.text());
        }
        if (said("Permission denied") || said("Too many authentication failures")) {
            return failure("ssh.denied", true, name, jump.text());
        }
        if (said("Bad configuration option") || said("Bad owner or permissions")) {
            return failure("ssh.configuration", true, name, last());
        }
        return failure("ssh.ended", false, name, jump.text(), last());
    }

    private String last() {
        return said.isEmpty() ? "it did not say why" : ServerWords.tame(said.getLast());
    }

    /**
     * Why the last connection did not come through an open forward; null if ssh says nothing. It
     * may end the connection before it tells, so its words are waited for a little.
     */
    synchronized @Nullable ConnectFailure notForwarded(String name) {
        long until = System.nanoTime() + TELLS.toNanos();
        try {
            for (long left = TELLS.toMillis(); notForwarded == null && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String why = notForwarded;
        notForwarded = null;
        return why == null
                ? null
                : failure("ssh.not-forwarded", false, name, ServerWords.tame(why));
    }

    static ConnectFailure silent(String name, SshJump jump) {
        return failure("ssh.silent", false, name, jump.text(), Units.duration(Purpose.LOGIN));
    }

    static ConnectFailure missing(String name, String program) {
        return new ConnectFailure(
                Problem.of("ssh.missing", name, ExitCode.INCOMPATIBLE, program), true);
    }

    private static ConnectFailure failure(
            String key, boolean permanent, String name, Object... arguments) {
        return new ConnectFailure(
                Problem.of(key, name, ExitCode.NO_CONNECTION, arguments), permanent);
    }
}
