import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Where windows can be opened: the desktop there is, or a virtual one on a Linux without. */
final class Display implements AutoCloseable {
    private final Process server;
    private final String name;

    private Display(Process server, String name) {
        this.server = server;
        this.name = name;
    }

    static Display open() throws IOException {
        if (Os.CURRENT != Os.LINUX || System.getenv("DISPLAY") != null) {
            return new Display(null, System.getenv("DISPLAY"));
        }
        Process server =
                new ProcessBuilder(
                                "Xvfb",
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1400x900x24",
                                "-nolisten",
                                "tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String number =
                new BufferedReader(new InputStreamReader(server.getInputStream())).readLine();
        if (number == null) {
            throw new IOException("Xvfb does not start, and training needs a window");
        }
        return new Display(server, ":" + number);
    }

    void tell(ProcessBuilder builder) {
        if (name != null) {
            builder.environment().put("DISPLAY", name);
            builder.environment().remove("WAYLAND_DISPLAY");
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
