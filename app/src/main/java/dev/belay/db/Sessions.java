package dev.belay.db;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.PasswordSource;
import dev.belay.target.Secret;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;

/**
 * Opens sessions: the dialect of the target's engine, its password, and the SSH forward where one
 * is needed.
 */
public final class Sessions {
    private final Function<Engine, Dialect> dialects;
    private final PasswordSource passwords;
    private final Forwarding forwarding;

    /**
     * @param dialects throws a {@code BelayException} for an engine that is not supported yet
     */
    public Sessions(
            Function<Engine, Dialect> dialects, PasswordSource passwords, Forwarding forwarding) {
        this.dialects = dialects;
        this.passwords = passwords;
        this.forwarding = forwarding;
    }

    public Dialect dialect(Target target) {
        return dialects.apply(target.engine());
    }

    public PasswordSource passwords() {
        return passwords;
    }

    /** One attempt, ended by the purpose's deadlines. */
    public Session open(Target target, Purpose purpose) throws ConnectException {
        Dialect dialect = dialect(target);
        Forwarding.Forward forward = forwarding.open(target);
        boolean opened = false;
        Connection connection = null;
        try {
            Target as = as(target, purpose);
            connection = dialect.connect(forward.reached(as), passwords.password(as), purpose);
            Session session = new Session(dialect, target, connection, purpose, forward);
            opened = true;
            return session;
        } catch (SQLException e) {
            ConnectFailure onTheWay = forward.failure(target);
            throw new ConnectException(onTheWay != null ? onTheWay : dialect.failure(target, e), e);
        } finally {
            if (!opened) {
                if (connection != null) {
                    dialect.abort(connection);
                }
                forward.close();
            }
        }
    }

    /**
     * Connects to the console of a target's pooler, the target's way. One attempt, ended by the
     * deadlines.
     *
     * @param console as {@link Target#pgBouncer} has it
     */
    public PoolerConsole console(Target target, Target console) throws ConnectException {
        Dialect dialect = dialect(console);
        Forwarding.Forward forward = forwarding.open(console);
        boolean opened = false;
        try {
            Connection connection =
                    dialect.console(forward.reached(console), password(target, console));
            opened = true;
            return new PoolerConsole(dialect, console, connection, forward);
        } catch (SQLException e) {
            ConnectFailure onTheWay = forward.failure(console);
            throw new ConnectException(
                    onTheWay != null ? onTheWay : dialect.failure(console, e), e);
        } finally {
            if (!opened) {
                forward.close();
            }
        }
    }

    /** A target that is reached through the pooler itself has its password there as well. */
    private @Nullable Secret password(Target target, Target console) {
        Secret own = passwords.password(console);
        return own == null
                        && target.address() instanceof Address.Server server
                        && console.address() instanceof Address.Server door
                        && server.host().equals(door.host())
                        && server.port() == door.port()
                        && Objects.equals(server.user(), door.user())
                ? passwords.password(target)
                : own;
    }

    /**
     * The one place of an operation on the target, not taken yet; its session goes the target's
     * way.
     *
     * @param holder who asks, in words for others
     */
    public Claim claim(Target target, String holder) throws ConnectException {
        Forwarding.Forward forward = forwarding.open(target);
        boolean opened = false;
        try {
            Target as = target.acting();
            Claim claim =
                    dialect(target).claim(forward.reached(as), passwords.password(as), holder);
            opened = true;
            return new ForwardedClaim(claim, forward);
        } catch (SQLException e) {
            throw new ConnectException(dialect(target).failure(target, e), e);
        } finally {
            if (!opened) {
                forward.close();
            }
        }
    }

    /** A way to the target for a program of others; the caller closes it after the program. */
    public Forwarding.Forward way(Target target) throws ConnectException {
        return forwarding.open(target);
    }

    /** Connections of one purpose to the target, all of them over one way. */
    public SessionSource source(Target target, Purpose purpose) throws ConnectException {
        return new SessionSource(
                dialect(target),
                target,
                passwords.password(as(target, purpose)),
                purpose,
                forwarding.open(target));
    }

    /**
     * Connections to a target whose server is that of another one, with the other's password and on
     * its way.
     */
    public SessionSource source(Target server, Target target, Purpose purpose)
            throws ConnectException {
        return new SessionSource(
                dialect(target),
                target,
                passwords.password(as(server, purpose)),
                purpose,
                forwarding.open(server));
    }

    /**
     * Writes for real and rolls back, on a connection of its own that goes the target's way.
     *
     * @return what was written and rolled back, one sentence
     */
    public String probeWrite(Target target) throws ConnectException, SQLException {
        try (Forwarding.Forward forward = forwarding.open(target)) {
            return dialect(target).probeWrite(forward.reached(target), passwords.password(target));
        }
    }

    private static Target as(Target target, Purpose purpose) {
        return purpose.acts() ? target.acting() : target;
    }

    /** True if the target is a database on a server, so that waiting for it can help. */
    public static boolean onServer(Target target) {
        return target.address() instanceof Address.Server;
    }
}
