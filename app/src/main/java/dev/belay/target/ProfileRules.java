package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the fields of a profile may hold, wherever they come from: a URL, a form, a file. */
public final class ProfileRules {
    private static final int NAME_LENGTH = 63;
    // No percent, comma, slash or leading dash: a host travels in driver URLs and in ssh's
    // arguments.
    private static final Pattern HOST_NAME =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@+\\\\-]{0,127}");

    private ProfileRules() {}

    /**
     * A target's name: 1 to 63 characters, nothing invisible, and nothing the command would take
     * for a URL or an option.
     *
     * @throws BelayException with {@link ExitCode#USAGE} and the reason
     */
    public static void name(String name) {
        String fault = null;
        if (name.isBlank()) {
            fault = "target.name.empty";
        } else if (name.codePointCount(0, name.length()) > NAME_LENGTH) {
            fault = "target.name.long";
        } else if (name.codePoints().anyMatch(ProfileRules::unseen) || !name.strip().equals(name)) {
            fault = "target.name.invisible";
        } else if (name.startsWith("-") || TargetUrl.looksLikeUrl(name)) {
            fault = "target.name.url";
        }
        if (fault != null) {
            throw Problem.of(fault, UrlText.visible(name), ExitCode.USAGE).asException();
        }
    }

    private static boolean unseen(int c) {
        return Character.isISOControl(c)
                || UrlText.isDirection(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    /** True for a host name, an IPv4 or an IPv6 address (without brackets). */
    public static boolean isHost(String host) {
        return HOST_NAME.matcher(host).matches() || isIpv6(host);
    }

    private static boolean isIpv6(String host) {
        try {
            return IPV6.matcher(host).matches() && Inet6Address.ofLiteral(host) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A port from 1 to 65535, or empty if the text is none. */
    public static Optional<Integer> port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return isPort(port) ? Optional.of(port) : Optional.empty();
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }

    /**
     * The files of TLS exist and are no folders.
     *
     * @throws BelayException with {@link ExitCode#USAGE}, naming the file and what it is for
     */
    public static void certificates(Tls tls) {
        file(tls.rootCertificate(), "target.tls.root");
        file(tls.clientCertificate(), "target.tls.certificate");
        file(tls.clientKey(), "target.tls.key");
    }

    private static void file(@Nullable Path file, String key) {
        if (file != null && !Files.isRegularFile(file)) {
            throw Problem.of(key, UrlText.visible(file.toString()), ExitCode.USAGE).asException();
        }
    }

    static boolean isJump(SshJump jump) {
        boolean login = jump.user() == null || LOGIN.matcher(jump.user()).matches();
        return login && isHost(jump.host()) && isPort(jump.port());
    }

    /**
     * The host and the login of an SSH jump are such that ssh takes neither for an option.
     *
     * @throws BelayException with {@link ExitCode#USAGE}
     */
    public static void jump(SshJump jump) {
        if (!isJump(jump)) {
            throw Problem.of("target.ssh", UrlText.visible(jump.host()), ExitCode.USAGE)
                    .asException();
        }
    }

    /**
     * Lines that a reading can be held against: none is negative, no time is nothing, and the
     * warning comes before the limit.
     *
     * @throws BelayException with {@link ExitCode#USAGE}, naming the line
     */
    public static void thresholds(Thresholds lines) {
        atLeast(0, lines.poolWarn(), "pool-warn");
        atLeast(1, lines.poolLimit(), "pool-limit");
        if (lines.poolWarn() > lines.poolLimit()) {
            String warn = Integer.toString(lines.poolWarn());
            String limit = Integer.toString(lines.poolLimit());
            throw Problem.of("target.pool", "", ExitCode.USAGE, warn, limit).asException();
        }
        atLeast(1, lines.lockWait().toMillis(), "lock-wait-warn");
        atLeast(1, lines.longTransaction().toMillis(), "transaction-warn");
        atLeast(1, lines.idleInTransaction().toMillis(), "idle-warn");
        atLeast(1, lines.latency().toMillis(), "latency-warn");
        atLeast(0, lines.freeDisk(), "disk-warn");
    }

    private static void atLeast(long least, long number, String line) {
        if (number < least) {
            String named = Messages.text("target.line." + line);
            String wrong = Long.toString(number);
            throw Problem.of("target.line", "", ExitCode.USAGE, named, wrong).asException();
        }
    }

    /**
     * A whole profile, as it is about to be saved or connected to.
     *
     * @throws BelayException with {@link ExitCode#USAGE} for the first rule that is broken
     */
    public static void check(Target target) {
        name(target.name());
        if (!TargetUrl.OPTIONS.containsAll(target.options().keySet())) {
            throw Problem.of("target.options", target.name(), ExitCode.USAGE).asException();
        }
        thresholds(target.thresholds());
        String pgBouncer = target.options().get(TargetUrl.PGBOUNCER);
        if (pgBouncer != null
                && (target.engine() != Engine.POSTGRESQL || target.pgBouncer().isEmpty())) {
            throw Problem.of("target.pgbouncer", UrlText.visible(pgBouncer), ExitCode.USAGE)
                    .asException();
        }
        if (target.address() instanceof Address.Server server) {
            if (!isHost(server.host()) || !isPort(server.port())) {
                throw Problem.of("target.host", target.name(), ExitCode.USAGE).asException();
            }
            if (server.database().isEmpty() || server.database().indexOf('\0') >= 0) {
                throw Problem.of("target.database", target.name(), ExitCode.USAGE).asException();
            }
            certificates(server.tls());
            if (server.jump() != null) {
                jump(server.jump());
            }
        }
    }
}
