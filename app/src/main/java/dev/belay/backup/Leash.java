package dev.belay.backup;

import dev.belay.tool.Child;
import dev.belay.tool.Tools;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a program that writes a copy from outliving a Belay that is killed: the system ends it
 * where it can, and whoever sweeps what was left does otherwise.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html">prctl:
 *     PR_SET_PDEATHSIG</a>
 */
final class Leash {
    private static final Logger LOG = LoggerFactory.getLogger(Leash.class);

    /** Asked so, pg_dump takes back what its server does for it before it ends. */
    private static final List<String> WITH_US = List.of("--pdeathsig", "TERM");

    private Leash() {}

    /**
     * What is written before a program, so that it ends with the thread that starts it; nothing
     * where that cannot be done, or the thread is none of the system's.
     */
    static List<String> words(Tools tools, Path program) throws IOException {
        Optional<Path> setpriv = tools.named("setpriv");
        if (setpriv.isEmpty() || Thread.currentThread().isVirtual()) {
            return List.of();
        }
        // Others of that name know fewer options.
        List<String> trial = new ArrayList<>(WITH_US);
        trial.addAll(List.of(program.toString(), "--version"));
        try (Child child = Child.start(setpriv.get(), trial)) {
            if (!child.ended()) {
                return List.of();
            }
        }
        List<String> words = new ArrayList<>(List.of(setpriv.get().toString()));
        words.addAll(WITH_US);
        return words;
    }

    /** The argument by which a program is told where to write. */
    static String file(Path to) {
        return "--file=" + to;
    }

    /** Ends those that still write into a folder, whoever started them. */
    static void cut(Path folder) {
        String into = file(folder.toAbsolutePath()) + folder.getFileSystem().getSeparator();
        ProcessHandle.allProcesses()
                .filter(each -> writes(each, into))
                .forEach(
                        each -> {
                            LOG.info("Process {} still writes into {} and is ended", each, folder);
                            each.destroyForcibly();
                        });
    }

    private static boolean writes(ProcessHandle process, String into) {
        return process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(word -> word.startsWith(into));
    }
}
