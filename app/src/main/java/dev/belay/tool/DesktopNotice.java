package dev.belay.tool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notifications of the desktop, by the program that each system has for them. Where there is none,
 * nobody is told; the texts are arguments or variables, and never part of a script.
 *
 * @see <a href="https://specifications.freedesktop.org/notification-spec/latest/">Desktop
 *     Notifications Specification</a>
 */
public final class DesktopNotice {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopNotice.class);
    private static final String APPLE =
            """
            on run argv
            display notification (item 2 of argv) with title (item 1 of argv)
            end run
            """;
    private static final String WINDOWS =
            "Add-Type -AssemblyName System.Windows.Forms;"
                    + "$n = New-Object System.Windows.Forms.NotifyIcon;"
                    + "$n.Icon = [System.Drawing.SystemIcons]::Warning; $n.Visible = $true;"
                    + "$n.ShowBalloonTip(10000, $env:BELAY_TITLE, $env:BELAY_TEXT, 'Warning');"
                    + "Start-Sleep 11; $n.Dispose()";

    private final Tools tools;
    private final String system;

    /**
     * @param system as the property {@code os.name} has it
     */
    public DesktopNotice(Tools tools, String system) {
        this.tools = tools;
        this.system = system.toLowerCase(Locale.ROOT);
    }

    /** Shows it, if that can be done here; waits for nothing. */
    public void show(String title, String text) {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            LOG.debug("No program for notifications of the desktop");
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(program.get().toString());
        builder.command().addAll(arguments(title, text));
        builder.environment().putAll(Map.of("BELAY_TITLE", title, "BELAY_TEXT", text));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().getOutputStream().close();
        } catch (IOException e) {
            LOG.warn("The desktop could not be notified: {}", e.getMessage());
        }
    }

    private Optional<Path> program() {
        if (system.startsWith("windows")) {
            return tools.named("powershell.exe");
        }
        return tools.named(system.startsWith("mac") ? "osascript" : "notify-send");
    }

    private List<String> arguments(String title, String text) {
        if (system.startsWith("windows")) {
            return List.of("-NoProfile", "-NonInteractive", "-Command", WINDOWS);
        }
        return system.startsWith("mac")
                ? List.of("-e", APPLE, title, text)
                : List.of("--app-name=Belay", "--urgency=critical", "--", title, text);
    }
}
