import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * All files of a Linux system that an installed Belay has, below a folder that stands for its root.
 */
final class Tree {
    private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    private final Layout layout;
    private final Path root;

    private Tree(Layout layout, Path root) {
        this.layout = layout;
        this.root = root;
    }

    /**
     * @param zsh where its completions lie on that system, below {@code /usr/share}
     */
    static void stage(Layout layout, Path root, String zsh)
            throws IOException, InterruptedException {
        Tree tree = new Tree(layout, root);
        Folders.copy(layout.image(), root.resolve("opt/belay"));
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("usr/bin/belay"), Path.of("/opt/belay/bin/belay"));
        tree.share("belay.desktop", "applications/dev.belay.Belay.desktop");
        tree.share("belay.xml", "mime/packages/belay.xml");
        tree.share("metainfo.xml", "metainfo/dev.belay.Belay.metainfo.xml");
        tree.share("_belay", zsh + "/_belay");
        Folders.copyFile(
                layout.packaging().resolve("linux/copyright"),
                root.resolve("usr/share/doc/belay/copyright"));
        tree.icons();
        tree.words();
    }

    private void share(String file, String place) throws IOException {
        String text = Files.readString(layout.packaging().resolve("linux").resolve(file));
        String date = layout.time().toString().substring(0, 10);
        write(place, text.replace("@VERSION@", layout.version()).replace("@DATE@", date));
    }

    private void write(String place, String text) throws IOException {
        Path file = root.resolve("usr/share").resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void icons() throws IOException {
        Path pictures = layout.packaging().resolve("../icons").normalize();
        Path themed = root.resolve("usr/share/icons/hicolor");
        for (int size : ICONS) {
            Folders.copyFile(
                    pictures.resolve("belay-" + size + ".png"),
                    themed.resolve(size + "x" + size + "/apps/belay.png"));
        }
        Folders.copyFile(pictures.resolve("belay.svg"), themed.resolve("scalable/apps/belay.svg"));
    }

    /** The command's own grammar tells what shells and people may write. */
    private void words() throws IOException, InterruptedException {
        write("bash-completion/completions/belay", told("bash"));
        Path page = root.resolve("usr/share/man/man1/belay.1.gz");
        Files.createDirectories(page.getParent());
        // Without a name or a time in it, as Debian wants it.
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(page))) {
            out.write(told("man").getBytes(StandardCharsets.UTF_8));
        }
    }

    private String told(String what) throws IOException, InterruptedException {
        Path command = layout.image().resolve("bin/belay");
        return Programs.told(List.of(command.toString(), "completion", what));
    }

    /** Rights and times that do not depend on who builds it, and when. */
    static void settle(Path root, Instant moment) throws IOException {
        FileTime time = FileTime.from(moment);
        try (var all = Files.walk(root)) {
            for (Path each : all.toList().reversed()) {
                if (!Files.isSymbolicLink(each)) {
                    boolean runs = Files.isDirectory(each) || Files.isExecutable(each);
                    Files.setPosixFilePermissions(
                            each,
                            PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                    Files.setLastModifiedTime(each, time);
                }
            }
        }
    }
}
