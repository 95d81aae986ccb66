package dev.belay.schema;

import dev.belay.db.ClaimFile;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.SQLException;

/**
 * A folder for its owner alone, gone with all it holds when it is closed. It is claimed as long as
 * it is wanted, so that one that a killed process left is known, and taken away when the next is
 * made.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String NAME = "belay-scratch-";
    private static final String CLAIM = ".claim";

    private final Path path;
    private final ClaimFile claim;
    private boolean closed;

    private ScratchFolder(Path path, ClaimFile claim) {
        this.path = path;
        this.claim = claim;
    }

    /**
     * Makes an empty one.
     *
     * @param live for whose sake, to be named in a problem
     * @throws BelayException with {@link ExitCode#FAILED} if that is not possible
     */
    public static ScratchFolder make(Target live) {
        return make(live, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Makes an empty one in another folder than that for temporary files.
     *
     * @param parent is there
     */
    public static ScratchFolder make(Target live, Path parent) {
        try {
            while (true) {
                Path path = Files.createTempDirectory(parent, NAME).toAbsolutePath();
                sweep(path);
                ClaimFile claim = new ClaimFile(path.resolve(CLAIM), NAME);
                try {
                    if (taken(claim, path)) {
                        return new ScratchFolder(path, claim);
                    }
                } catch (SQLException e) {
                    claim.removeFolder();
                    throw e;
                }
            }
        } catch (IOException | SQLException e) {
            throw failure(live, e);
        }
    }

    /** Another that sweeps may have been quicker, and then takes it away. */
    private static boolean taken(ClaimFile claim, Path folder) throws SQLException {
        try {
            return claim.take() && Files.exists(folder.resolve(CLAIM));
        } catch (SQLException e) {
            if (Files.exists(folder)) {
                throw e;
            }
            return false;
        }
    }

    static BelayException failure(Target live, Exception cause) {
        return Problem.of(
                        "schema.scratch.folder",
                        live.name(),
                        ExitCode.FAILED,
                        String.valueOf(cause.getMessage()))
                .asException(cause);
    }

    private static void sweep(Path own) throws IOException {
        UserPrincipal owner = Files.getOwner(own);
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(own.resolveSibling(""), NAME + "*")) {
            for (Path each : all) {
                if (!each.equals(own)) {
                    sweep(each, owner);
                }
            }
        }
    }

    /** A folder of another user's may hold anything, and may be a link to anywhere. */
    private static void sweep(Path left, UserPrincipal owner) {
        ClaimFile claim = new ClaimFile(left.resolve(CLAIM), NAME);
        try {
            if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(left, LinkOption.NOFOLLOW_LINKS).equals(owner)
                    && claim.take()) {
                LOG.info("A scratch folder that was left behind is removed: {}", left);
                claim.removeFolder();
            }
        } catch (IOException | SQLException e) {
            LOG.info("The scratch folder {} is being removed by another", left, e);
        } finally {
            claim.close();
        }
    }

    public Path path() {
        return path;
    }

    /** May be called by any thread, and again; returns when it is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            claim.removeFolder();
        } catch (IOException e) {
            LOG.warn(
                    "The scratch folder {} could not be removed, the next one will do it", path, e);
        }
    }
}
