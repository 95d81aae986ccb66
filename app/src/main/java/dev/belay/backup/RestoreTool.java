package dev.belay.backup;

import dev.belay.tool.Program;
import dev.belay.tool.Tool;
import dev.belay.tool.Tools;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pg_restore that reads an archive. */
public final class RestoreTool {
    /** From these minor releases on an archive cannot make pg_restore run what it should not. */
    private static final Map<Integer, Integer> MENDED =
            Map.of(14, 25, 15, 20, 16, 16, 17, 12, 18, 7);

    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    private RestoreTool() {}

    /**
     * The lowest major that is not below the pg_dump's that wrote the archive, in its newest minor.
     */
    public static Optional<Tool> find(Tools tools, ArchiveHead head) {
        return all(tools).stream()
                .filter(t -> t.major() >= ArchiveHead.major(head.tool()))
                .min(
                        Comparator.comparingInt(Tool::major)
                                .thenComparing(RestoreTool::minor, Comparator.reverseOrder()));
    }

    /** The versions that are there, {@code 14.20, 15.18}; empty if there is none. */
    public static String versions(Tools tools) {
        return String.join(", ", all(tools).stream().map(t -> t.version() + "").toList());
    }

    private static List<Tool> all(Tools tools) {
        return tools.find(List.of(Program.PG_RESTORE)).stream()
                .filter(t -> t.name().equals(Program.PG_RESTORE.title()))
                .toList();
    }

    /** True if it may read archives of unknown origin. */
    public static boolean mended(Tool tool) {
        int major = tool.major();
        if (major < OLDEST || major > NEWEST || tool.version() == null) {
            return major > NEWEST;
        }
        return minor(tool) >= MENDED.getOrDefault(major, 0);
    }

    private static int minor(Tool tool) {
        String[] parts = String.valueOf(tool.version()).split("\\.");
        return parts.length > 1 && parts[1].matches("\\d{1,4}") ? Integer.parseInt(parts[1]) : 0;
    }
}
