import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The package for Debian and its kin. It has no scripts: menus, file types, icons and manual pages
 * are noticed by the triggers of those who keep them, where there are any.
 */
final class Debian {
    private final Layout layout;
    private final Path root;

    private Debian(Layout layout) {
        this.layout = layout;
        root = layout.out().resolve("debian");
    }

    static void make(Layout layout) throws IOException, InterruptedException {
        if (!Programs.there("dpkg-deb")) {
            System.out.println("no dpkg-deb here: no .deb is made");
            return;
        }
        new Debian(layout).make();
    }

    private void make() throws IOException, InterruptedException {
        Tree.stage(layout, root, "zsh/vendor-completions");
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(root.resolve("DEBIAN/control"), control());
        Tree.settle(root, layout.time());
        String name = "belay_%s_%s.deb".formatted(layout.version(), architecture());
        Programs.run(
                List.of(
                        "dpkg-deb",
                        "--root-owner-group",
                        "-Zxz",
                        "--build",
                        root.toString(),
                        layout.out().resolve(name).toString()),
                Map.of("SOURCE_DATE_EPOCH", Long.toString(layout.time().getEpochSecond())));
        Folders.clear(root);
    }

    private String control() throws IOException {
        long kilobytes;
        try (var all = Files.walk(root)) {
            kilobytes =
                    all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                                    .mapToLong(f -> f.toFile().length())
                                    .sum()
                            / 1024;
        }
        return Files.readString(layout.packaging().resolve("linux/control"))
                .replace("@VERSION@", layout.version())
                .replace("@ARCHITECTURE@", architecture())
                .replace("@SIZE@", Long.toString(kilobytes));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
