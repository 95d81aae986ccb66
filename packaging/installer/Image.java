import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The program with its runtime, as jpackage lays it out, and the command beside it. */
final class Image {
    /** The same as the launcher's; see there why. */
    static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx512m",
                    "-XX:-UsePerfData",
                    "--sun-misc-unsafe-memory-access=allow",
                    // A cache that does not fit costs time, and is no news for standard output.
                    "-Xlog:aot=off",
                    "-Xlog:cds=off",
                    // The cache has none, and a thread would look for it.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-AOTReplayTraining",
                    "--enable-native-access=ALL-UNNAMED,javafx.graphics",
                    "--add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED",
                    "--add-exports=javafx.controls/com.sun.javafx.scene.control.behavior=ALL-UNNAMED",
                    "--add-exports=javafx.controls/com.sun.javafx.scene.control=ALL-UNNAMED");

    /**
     * Those of the console alone: the second compiler comes later than it would, and memory is not
     * taken by the machine's measure. See the launcher.
     */
    static final List<String> CONSOLE =
            List.of(
                    "-Xms48m",
                    "-Xmn16m",
                    "-XX:MinHeapFreeRatio=10",
                    "-XX:MaxHeapFreeRatio=20",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-XX:SweeperThreshold=60",
                    "-XX:Tier3DelayOn=0",
                    "-XX:Tier3DelayOff=0",
                    "-XX:Tier4InvocationThreshold=50000",
                    "-XX:Tier4MinInvocationThreshold=6000",
                    "-XX:Tier4CompileThreshold=150000",
                    "-XX:Tier4BackEdgeThreshold=400000");

    static final String MAIN = "dev.belay.Main";

    private Image() {}

    static void make(Layout layout) throws IOException {
        List<String> words = new ArrayList<>(List.of("--type", "app-image", "--name", "Belay"));
        words.addAll(
                List.of("--dest", layout.out().toString(), "--input", layout.input().toString()));
        words.addAll(List.of("--main-jar", "belay.jar", "--main-class", MAIN));
        words.addAll(List.of("--runtime-image", layout.runtime().toString()));
        words.addAll(List.of("--app-version", layout.version(), "--vendor", "Belay"));
        words.addAll(List.of("--icon", icon(layout).toString()));
        OPTIONS.forEach(option -> words.addAll(List.of("--java-options", option)));
        words.addAll(List.of("--java-options", "-XX:AOTCache=$APPDIR/belay.aot"));
        CONSOLE.forEach(option -> words.addAll(List.of("--java-options", option)));
        words.addAll(List.of("--java-options", "-Dorg.sqlite.lib.path=$APPDIR"));
        if (Os.CURRENT == Os.WINDOWS) {
            Path command = layout.packaging().resolve("windows/belayc.properties");
            words.addAll(List.of("--add-launcher", "belayc=" + command));
        }
        Programs.tool("jpackage", words, System.out);
        Folders.clear(layout.input());
        if (Os.CURRENT != Os.WINDOWS) {
            command(layout);
        }
    }

    private static Path icon(Layout layout) {
        return switch (Os.CURRENT) {
            case LINUX -> layout.packaging().resolve("../icons/belay-512.png").normalize();
            case WINDOWS -> layout.icons().resolve("belay.ico");
            case MACOS -> layout.icons().resolve("belay.icns");
        };
    }

    /** The command for terminals, with the order of the class path that the cache is bound to. */
    private static void command(Layout layout) throws IOException {
        Files.writeString(
                layout.app().resolve("class.path"), String.join("\n", classPath(layout)) + "\n");
        Path command = layout.image().resolve("bin/belay");
        Folders.copyFile(layout.packaging().resolve("launcher/belay"), command);
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The names of the jars, in the order of jpackage's own launcher. */
    static List<String> classPath(Layout layout) throws IOException {
        String start = "app.classpath=$APPDIR";
        return Files.readAllLines(layout.app().resolve("Belay.cfg")).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length() + 1))
                .toList();
    }
}
