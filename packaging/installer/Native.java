import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The installers of Windows and macOS, by jpackage. */
final class Native {
    /** The same for all versions of Belay, so that a new one replaces the one before. */
    private static final String UPGRADES = "6d0f5a3e-5d0b-4a0e-9c1b-2f0c4f8e7a41";

    private Native() {}

    static void make(Layout layout) throws IOException {
        List<String> words = new ArrayList<>(List.of("--name", "Belay"));
        words.addAll(List.of("--app-image", layout.image().toString()));
        words.addAll(List.of("--app-version", layout.version(), "--vendor", "Belay"));
        words.addAll(List.of("--dest", layout.out().toString()));
        if (Os.CURRENT == Os.WINDOWS) {
            words.addAll(List.of("--type", "msi", "--win-per-user-install", "--win-menu"));
            words.addAll(List.of("--win-upgrade-uuid", UPGRADES, "--win-dir-chooser"));
        } else {
            words.addAll(List.of("--type", "dmg"));
        }
        Programs.tool("jpackage", words, System.out);
    }
}
