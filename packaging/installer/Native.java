import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The installers of Windows and macOS, by jpackage. */
final class Native {
    /** The same for all versions of Belay, so that a new one replaces the one before. */
    private static final String UPGRADES = "6d0f5a3e-5d0b-4a0e-9c1b-2f0c4f8e7a41";

    private final Layout layout;
    private final String identity = System.getenv(Installer.IDENTITY);

    private Native(Layout layout) {
        this.layout = layout;
    }

    static void make(Layout layout) throws IOException, InterruptedException {
        Native made = new Native(layout);
        if (Os.CURRENT == Os.WINDOWS) {
            made.msi();
        } else {
            made.dmg();
        }
    }

    private List<String> words(String type) {
        List<String> words = new ArrayList<>(List.of("--type", type));
        words.addAll(List.of("--app-image", layout.image().toString()));
        words.addAll(List.of("--name", "Belay", "--dest", layout.out().toString()));
        return words;
    }

    private void msi() throws IOException, InterruptedException {
        List<String> words = words("msi");
        words.addAll(List.of("--app-version", layout.version(), "--vendor", "Belay"));
        words.addAll(List.of("--win-per-user-install", "--win-menu", "--win-dir-chooser"));
        words.addAll(List.of("--win-upgrade-uuid", UPGRADES));
        Programs.tool("jpackage", words, System.out);
        if (identity != null) {
            Path made = layout.out().resolve("Belay-" + layout.version() + ".msi");
            List<String> sign = new ArrayList<>(List.of("signtool", "sign", "/fd", "sha256"));
            sign.addAll(List.of("/sha1", identity, "/tr", "http://timestamp.digicert.com"));
            sign.addAll(List.of("/td", "sha256", made.toString()));
            Programs.run(sign);
        }
    }

    /** The image is signed after its cache was trained, and with the hardened runtime. */
    private void dmg() throws IOException {
        if (identity != null) {
            List<String> words = new ArrayList<>(List.of("--type", "app-image", "--mac-sign"));
            words.addAll(List.of("--app-image", layout.image().toString()));
            words.addAll(List.of("--mac-signing-key-user-name", identity));
            Path entitled = layout.packaging().resolve("macos/Belay.entitlements");
            words.addAll(List.of("--mac-entitlements", entitled.toString()));
            Programs.tool("jpackage", words, System.out);
        }
        List<String> words = words("dmg");
        words.addAll(List.of("--app-version", layout.version(), "--vendor", "Belay"));
        Programs.tool("jpackage", words, System.out);
    }
}
