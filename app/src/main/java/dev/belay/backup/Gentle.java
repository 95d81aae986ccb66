package dev.belay.backup;

import dev.belay.tool.Child;
import dev.belay.tool.Tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a program is made to stand back behind others of its machine, and to end with Belay, where
 * that can be done.
 */
final class Gentle {
    private static final String ALWAYS = "10";
    private static final String MOST = "19";

    private Gentle() {}

    /** What is written before a program that reads what another, started so, still writes. */
    static List<String> last(Tools tools) {
        return tools.named("nice")
                .map(nice -> List.of(nice.toString(), "-n", MOST))
                .orElse(List.of());
    }

    /**
     * Starts a program that stands back; the thread that does has to wait for its end.
     *
     * @param more true if it shall use a disk only when nobody else does, too
     */
    static Child start(Tools tools, Path program, List<String> arguments, boolean more)
            throws IOException {
        List<String> command = new ArrayList<>(Leash.words(tools, program));
        tools.named("nice")
                .ifPresent(
                        nice ->
                                command.addAll(
                                        List.of(nice.toString(), "-n", more ? MOST : ALWAYS)));
        Optional<Path> ionice = more ? tools.named("ionice") : Optional.empty();
        ionice.ifPresent(io -> command.addAll(List.of(io.toString(), "-t", "-c", "3")));
        command.add(program.toString());
        command.addAll(arguments);
        return Child.start(Path.of(command.getFirst()), command.subList(1, command.size()));
    }
}
