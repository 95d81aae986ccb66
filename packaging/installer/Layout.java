import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Where everything is.
 *
 * @param packaging the folder of this project that has what is installed beside the program
 * @param build Maven's
 * @param time that files are given
 */
record Layout(Path packaging, Path build, String version, Instant time) {
    /** What this makes. */
    Path out() {
        return build.resolve("installer");
    }

    /** The jars as the image is to have them. */
    Path input() {
        return out().resolve("input");
    }

    /** The program as {@code mvn package} lays it out. */
    Path libraries() {
        return build.resolve("belay/lib");
    }

    Path javafx() {
        return libraries().resolve("javafx");
    }

    Path runtime() {
        return out().resolve("runtime");
    }

    Path icons() {
        return out().resolve("icons");
    }

    /** The whole program with its runtime, as jpackage lays it out. */
    Path image() {
        return out().resolve(Os.CURRENT == Os.MACOS ? "Belay.app" : "Belay");
    }

    /** The part of the image that has the program's jars. */
    Path app() {
        return switch (Os.CURRENT) {
            case LINUX -> image().resolve("lib/app");
            case WINDOWS -> image().resolve("app");
            case MACOS -> image().resolve("Contents/app");
        };
    }

    /** The java of the image. */
    Path java() {
        return switch (Os.CURRENT) {
            case LINUX -> image().resolve("lib/runtime/bin/java");
            case WINDOWS -> image().resolve("runtime/bin/java.exe");
            case MACOS -> image().resolve("Contents/runtime/Contents/Home/bin/java");
        };
    }

    /** That of the console. */
    Path cache() {
        return app().resolve("belay.aot");
    }

    /** That of all that opens no window. */
    Path commandCache() {
        return app().resolve("command.aot");
    }

    /** Jars hold times without a zone. */
    LocalDateTime jarTime() {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
