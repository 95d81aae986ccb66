package dev.belay.db.ssh;

import dev.belay.db.ConnectException;
import dev.belay.db.ConnectFailure;
import dev.belay.db.Forwarding;
import dev.belay.target.Address;
import dev.belay.target.ProfileRules;
import dev.belay.target.SshJump;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ways through SSH hosts, made by the user's own ssh: its configuration, agent, keys and known
 * hosts hold, and a host whose key is not known is refused. The sessions of one server share a way;
 * it ends with the last of them, and with Belay, unless Belay is killed outright.
 */
public final class SshForwarding implements Forwarding, AutoCloseable {
    private record Way(SshJump jump, String host, int port) {}

    private final List<String> command;
    private final Map<Way, Shared> shared = new ConcurrentHashMap<>();
    private final Set<Process> children = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** With the ssh of the search path. */
    public SshForwarding() {
        this(List.of("ssh"));
    }

    /** With this program and its first arguments, such as {@code ssh -F file}. */
    public SshForwarding(List<String> command) {
        this.command = List.copyOf(command);
        // No child outlives Belay for a signal or a window that was closed.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "belay-ssh-end"));
    }

    @Override
    public Forward open(Target target) throws ConnectException {
        if (!(target.address() instanceof Address.Server server) || server.jump() == null) {
            return Forward.DIRECT;
        }
        ProfileRules.check(target);
        Way way = new Way(server.jump(), server.host(), server.port());
        return shared.computeIfAbsent(way, Shared::new).open(target);
    }

    /** Ends every way at once, those that are being made included. Waits for none. */
    @Override
    public void close() {
        closed = true;
        children.forEach(Process::destroy);
    }

    private void started(Process child) {
        children.add(child);
        child.onExit().thenAccept(children::remove);
        if (closed) {
            child.destroy();
        }
    }

    /** The one tunnel of a way, and how many use it. */
    private final class Shared {
        private final Way way;
        private final Object opening = new Object();
        private @Nullable Tunnel tunnel;
        private int users;

        Shared(Way way) {
            this.way = way;
        }

        /** While one session waits for ssh the others wait here, and then take the same tunnel. */
        Forward open(Target target) throws ConnectException {
            synchronized (opening) {
                Tunnel present = joined();
                if (present == null) {
                    present =
                            Tunnel.open(
                                    command,
                                    way.jump,
                                    way.host,
                                    way.port,
                                    target.name(),
                                    SshForwarding.this::started);
                    begun(present);
                }
                return new Use(this, present);
            }
        }

        private synchronized @Nullable Tunnel joined() {
            Tunnel present = tunnel;
            if (present == null || !present.isAlive()) {
                return null;
            }
            users++;
            return present;
        }

        private synchronized void begun(Tunnel fresh) {
            tunnel = fresh;
            users = 1;
        }

        /** Never waits for ssh: an aborted session ends at once. */
        synchronized void left(Tunnel used) {
            if (used != tunnel) {
                used.close();
            } else if (--users == 0) {
                used.close();
                tunnel = null;
            }
        }
    }

    private static final class Use implements Forward {
        private final Shared shared;
        private final Tunnel tunnel;
        private final AtomicBoolean closed = new AtomicBoolean();

        Use(Shared shared, Tunnel tunnel) {
            this.shared = shared;
            this.tunnel = tunnel;
        }

        @Override
        public Target reached(Target target) {
            return target.address() instanceof Address.Server server
                    ? target.withAddress(server.at(Tunnel.HOST, tunnel.port()))
                    : target;
        }

        @Override
        public @Nullable ConnectFailure failure(Target target) {
            return tunnel.failure(target.name());
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                shared.left(tunnel);
            }
        }
    }
}
