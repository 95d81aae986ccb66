package dev.belay.store;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What this process finds around itself: environment variables, working folder, home folder,
 * platform. Handed in wherever one of them decides, so that nothing else asks the system.
 */
public record Surroundings(
        Map<String, String> environment, Path directory, Path home, Platform platform) {

    /** The three families of desktops, which keep a program's files in different places. */
    public enum Platform {
        LINUX,
        MACOS,
        WINDOWS
    }

    public Surroundings {
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
    }

    /** Those of the running process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.dir", ".")),
                Path.of(System.getProperty("user.home", ".")),
                platform(System.getProperty("os.name", "")));
    }

    private static Platform platform(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("mac")
                ? Platform.MACOS
                : lower.startsWith("windows") ? Platform.WINDOWS : Platform.LINUX;
    }

    /** A variable's value, or null where it is not set or blank. */
    public @Nullable String get(String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value;
    }
}
