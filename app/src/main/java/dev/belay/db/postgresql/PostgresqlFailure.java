package dev.belay.db.postgresql;

import dev.belay.db.ConnectFailure;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalInt;

import javax.net.ssl.SSLException;

/** What an error on the way to a server means for the one who wanted to connect. */
final class PostgresqlFailure {
    static final String NOT_PERMITTED = "42501";

    /** States of Belay's own, in a class that SQL leaves to implementations. */
    static final String BAD_HOST = "BLY01";

    static final String TOO_OLD = "BLY02";
    private static final String NAME = "\0";
    private static final String CANCELLED = "57014";
    private static final String LOCKED = "55P03";

    private final Target target;
    private final Address.Server server;
    private final SQLException failure;

    private PostgresqlFailure(Target target, SQLException failure) {
        this.target = target;
        this.server = (Address.Server) target.address();
        this.failure = failure;
    }

    static ConnectFailure of(Target target, SQLException failure) {
        return new PostgresqlFailure(target, failure).explain();
    }

    static OptionalInt position(SQLException failure) {
        return failure instanceof PSQLException e
                        && e.getServerErrorMessage() != null
                        && e.getServerErrorMessage().getPosition() > 0
                ? OptionalInt.of(e.getServerErrorMessage().getPosition())
                : OptionalInt.empty();
    }

    static boolean cancelled(SQLException failure) {
        return CANCELLED.equals(failure.getSQLState());
    }

    private ConnectFailure explain() {
        return failure instanceof PSQLException e && e.getServerErrorMessage() != null
                ? saidByServer(ServerWords.tame(e.getServerErrorMessage().getMessage()))
                : metOnTheWay();
    }

    private ConnectFailure saidByServer(String words) {
        return switch (Objects.requireNonNullElse(failure.getSQLState(), "")) {
            case "28P01" -> password("password", Driver.user(server));
            case "28000" -> permanent("login", words);
            case "3D000" -> permanent("database", server.database());
            case NOT_PERMITTED -> permanent("not-permitted", words);
            case "55000" -> permanent("closed", server.database());
            case "57P03" -> transientOne("starting", words);
            case "57P01", "57P02" -> transientOne("stopped", words);
            case "57P05" -> transientOne("lost", place(), words);
            case "53300" -> transientOne("full", words);
            case CANCELLED -> transientOne("slow", place());
            case LOCKED -> transientOne("locked", place());
            // PgBouncer says everything in this state.
            case "08P01" -> pooler(words);
            default -> transientOne("other", words);
        };
    }

    private ConnectFailure pooler(String words) {
        if (words.matches("no such database.*|database .* does not exist")) {
            return permanent("database", server.database());
        }
        if (words.contains("authentication failed")) {
            return password("login", words);
        }
        if (words.equals("not allowed")) {
            return permanent("console", Driver.user(server));
        }
        return words.contains("unsupported startup parameter") || words.contains("no such user")
                ? permanent("login", words)
                : transientOne("other", words);
    }

    private ConnectFailure metOnTheWay() {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.equals(BAD_HOST)) {
            return permanent("host", ServerWords.tame(server.host()));
        }
        if (state.equals(TOO_OLD)) {
            return permanent("too-old", ServerWords.of(failure), "" + PostgresqlDialect.OLDEST);
        }
        if (said("The server does not support SSL.")) {
            return permanent("tls-none", place());
        }
        if (said(
                        "The server requested SCRAM-based authentication, but no password was"
                                + " provided.")
                || said(
                        "The server requested SCRAM-based authentication, but the password is an"
                                + " empty string.")
                || said(
                        "The server requested password-based authentication, but no password was"
                                + " provided by plugin {0}")) {
            return password("no-password", Driver.user(server));
        }
        return byCause(state);
    }

    /** pgjdbc speaks the language of the platform. */
    private boolean said(String english) {
        if (!english.contains("{0}")) {
            return Objects.equals(failure.getMessage(), GT.tr(english));
        }
        // Whatever the name in the sentence is.
        String[] around = GT.tr(english, NAME).split(NAME, 2);
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        return message.startsWith(around[0]) && message.endsWith(around[around.length - 1]);
    }

    private ConnectFailure byCause(String state) {
        boolean network =
                caused(SocketException.class) != null
                        || caused(SocketTimeoutException.class) != null
                        || caused(EOFException.class) != null;
        if (caused(CertificateException.class) != null) {
            return permanent("tls-untrusted", place(), words(SSLException.class));
        }
        if (caused(SSLException.class) != null && !network) {
            return permanent("tls", place(), words(SSLException.class));
        }
        if (caused(UnknownHostException.class) != null) {
            // In a container the name comes up with the service: worth another try.
            return transientOne("unknown-host", server.host());
        }
        if (caused(NoRouteToHostException.class) != null) {
            return transientOne("no-route", place());
        }
        if (caused(ConnectException.class) != null) {
            return transientOne("refused", place());
        }
        if (caused(SocketTimeoutException.class) != null || said("Connection attempt timed out.")) {
            return transientOne("silent", place(), Units.duration(Purpose.LOGIN));
        }
        if (network || (caused(IOException.class) != null && !fileProblem())) {
            return transientOne("lost", place(), words(IOException.class));
        }
        return switch (state) {
            // What pgjdbc itself refuses: hosts that do not match, keys it cannot read.
            case "08006" -> permanent("tls", place(), ServerWords.of(failure));
            case "08004", "22023" -> permanent("method", ServerWords.of(failure));
            default -> transientOne("other", ServerWords.of(failure));
        };
    }

    private boolean fileProblem() {
        return caused(FileNotFoundException.class) != null
                || caused(java.nio.file.FileSystemException.class) != null;
    }

    private String words(Class<? extends Throwable> type) {
        Throwable cause = caused(type);
        return cause == null ? ServerWords.of(failure) : ServerWords.tame(cause.getMessage());
    }

    private @Nullable Throwable caused(Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 12; depth++) {
            if (type.isInstance(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private String place() {
        return server.host() + ":" + server.port();
    }

    private ConnectFailure password(String key, String argument) {
        return new ConnectFailure(problem(key, argument), ConnectFailure.Remedy.PASSWORD);
    }

    private ConnectFailure permanent(String key, Object... arguments) {
        return new ConnectFailure(problem(key, arguments), true);
    }

    private ConnectFailure transientOne(String key, Object... arguments) {
        return new ConnectFailure(problem(key, arguments), false);
    }

    private Problem problem(String key, Object... arguments) {
        return Problem.of("postgresql." + key, target.known(), ExitCode.NO_CONNECTION, arguments);
    }
}
