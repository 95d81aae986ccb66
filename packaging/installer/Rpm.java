import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The package for Fedora and its kin, by jpackage, where there is an rpmbuild. */
final class Rpm {
    private Rpm() {}

    static void make(Layout layout) throws IOException {
        if (!Programs.there("rpmbuild")) {
            System.out.println("no rpmbuild here: no .rpm is made");
            return;
        }
        List<String> words = new ArrayList<>(List.of("--type", "rpm", "--name", "belay"));
        words.addAll(List.of("--app-image", layout.image().toString()));
        words.addAll(List.of("--app-version", layout.version(), "--vendor", "Belay"));
        words.addAll(List.of("--dest", layout.out().toString()));
        Path resources = layout.packaging().resolve("linux/rpm");
        words.addAll(
                List.of(
                        "--resource-dir",
                        resources.toString(),
                        "--linux-app-category",
                        "Databases"));
        Programs.tool("jpackage", words, System.out);
    }
}
