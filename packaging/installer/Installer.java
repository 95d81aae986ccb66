import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Makes Belay's image, with a runtime of its own and its trained cache, and the installers of the
 * system it runs on. Started from its source by Maven's profile {@code installer}:
 *
 * <pre>java packaging/installer/Installer.java BUILD VERSION TIME</pre>
 *
 * where BUILD is the folder that {@code mvn package} filled and TIME the moment that all files are
 * given, as 2026-11-01T00:00:00Z.
 */
public final class Installer {
    /** Names who signs, as the tools of the system want it; unset, nothing is signed. */
    static final String IDENTITY = "BELAY_SIGNING_IDENTITY";

    private Installer() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            throw new IllegalArgumentException("Installer BUILD VERSION TIME");
        }
        Layout layout =
                new Layout(
                        Path.of("").toAbsolutePath().resolve("packaging"),
                        Path.of(args[0]).toAbsolutePath(),
                        args[1],
                        Instant.parse(args[2]));
        Folders.clear(layout.out());
        Files.createDirectories(layout.out());
        Jars.make(layout);
        Sbom.make(layout);
        Icons.make(layout);
        JavaRuntime.make(layout);
        Image.make(layout);
        // The cache is bound to the times of the jars.
        Tree.settle(layout.image(), layout.time());
        Training.run(layout);
        made(layout);
        sign();
    }

    private static void made(Layout layout) throws IOException, InterruptedException {
        switch (Os.CURRENT) {
            case LINUX -> {
                Debian.make(layout);
                Rpm.make(layout);
            }
            case WINDOWS, MACOS -> Native.make(layout);
        }
        try (var all = Files.list(layout.out())) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                System.out.printf("made %s, %.1f MB%n", file, Files.size(file) / 1e6);
            }
        }
    }

    private static void sign() {
        if (System.getenv(IDENTITY) == null) {
            System.out.println(
                    "UNSIGNED: no BELAY_SIGNING_IDENTITY is set. Systems will warn whoever installs"
                            + " this; do not release it.");
        }
    }
}
