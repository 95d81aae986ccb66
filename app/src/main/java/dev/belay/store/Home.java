package dev.belay.store;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where Belay keeps what is its own: all of it under {@code BELAY_HOME}, or in the folders of the
 * platform (XDG base directories, {@code ~/Library}, {@code %APPDATA%}).
 *
 * @param data store, keys, default backups, demo
 * @param logs Belay's own log
 */
public record Home(Path data, Path logs) {

    public static Home of(Surroundings around) {
        String own = around.get("BELAY_HOME");
        if (own != null) {
            Path data = around.directory().resolve(own).normalize();
            return new Home(data, data.resolve("logs"));
        }
        Path home = around.home();
        return switch (around.platform()) {
            case LINUX ->
                    new Home(
                            base(around.get("XDG_DATA_HOME"), home.resolve(".local/share"))
                                    .resolve("belay"),
                            base(around.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                                    .resolve("belay/logs"));
            case MACOS ->
                    new Home(
                            home.resolve("Library/Application Support/Belay"),
                            home.resolve("Library/Logs/Belay"));
            case WINDOWS -> {
                Path data =
                        base(around.get("APPDATA"), home.resolve("AppData").resolve("Roaming"))
                                .resolve("Belay");
                yield new Home(data, data.resolve("logs"));
            }
        };
    }

    /** A relative path in these variables is invalid and to be ignored, says XDG. */
    private static Path base(@Nullable String named, Path otherwise) {
        return named != null && Path.of(named).isAbsolute() ? Path.of(named) : otherwise;
    }

    /** The file of the embedded store. */
    public Path store() {
        return data.resolve("belay.db");
    }

    /** Where backups go for a target that names no folder. */
    public Path backups() {
        return data.resolve("backups");
    }

    /**
     * Where the locks are for databases that nothing can be written beside; makes that folder.
     *
     * @throws BelayException with {@link ExitCode#INCOMPATIBLE} if that is not possible
     */
    public Path claims() {
        return made(data.resolve("claims"));
    }

    /** Where the demo lives. */
    public Path demo() {
        return data.resolve("demo");
    }

    /**
     * Makes the folder of the data, for its owner alone.
     *
     * @throws BelayException with {@link ExitCode#INCOMPATIBLE} if that is not possible
     */
    public Home create() {
        made(data);
        return this;
    }

    private static Path made(Path folder) {
        try {
            OwnerOnly.folder(folder);
            return folder;
        } catch (IOException e) {
            throw Problem.of(
                            "store.home",
                            folder.toString(),
                            ExitCode.INCOMPATIBLE,
                            Reason.of(e, folder))
                    .asException(e);
        }
    }
}
