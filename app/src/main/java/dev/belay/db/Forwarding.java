package dev.belay.db;

import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

/** Makes a server that is behind an SSH host reachable, for as long as a session lives. */
@FunctionalInterface
public interface Forwarding {
    Forwarding NONE = target -> Forward.DIRECT;

    /**
     * A way to the target; {@link Forward#DIRECT} for one without a jump host. Blocks up to the
     * login deadline.
     */
    Forward open(Target target) throws ConnectException;

    /** An open way. */
    interface Forward extends AutoCloseable {
        Forward DIRECT =
                new Forward() {
                    @Override
                    public Target reached(Target target) {
                        return target;
                    }

                    @Override
                    public void close() {}
                };

        /**
         * The target as it is reached through this way: at a local port, where there is a forward.
         */
        Target reached(Target target);

        /**
         * Why the last connection did not come through, where the way itself knows better than the
         * driver; null otherwise.
         */
        default @Nullable ConnectFailure failure(Target target) {
            return null;
        }

        @Override
        void close();
    }
}
