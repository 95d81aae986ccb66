import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The package for Fedora and its kin, where there is an rpmbuild. */
final class Rpm {
    private Rpm() {}

    static void make(Layout layout) throws IOException, InterruptedException {
        if (!Programs.there("rpmbuild")) {
            System.out.println("no rpmbuild here: no .rpm is made");
            return;
        }
        Path folder = layout.out().resolve("rpm");
        Path tree = folder.resolve("tree");
        Tree.stage(layout, tree, "zsh/site-functions");
        Tree.settle(tree, layout.time());
        Path spec = folder.resolve("belay.spec");
        String text = Files.readString(layout.packaging().resolve("linux/belay.spec"));
        Files.writeString(
                spec,
                text.replace("@VERSION@", layout.version()).replace("@TREE@", tree.toString()));
        Programs.run(
                List.of(
                        "rpmbuild",
                        "-bb",
                        "--quiet",
                        "--define",
                        "_topdir " + folder,
                        "--define",
                        "_rpmdir " + layout.out(),
                        "--define",
                        "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
                        spec.toString()));
        Folders.clear(folder);
    }
}
