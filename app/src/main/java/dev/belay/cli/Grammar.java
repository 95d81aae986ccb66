package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.util.List;
import java.util.Set;

/**
 * How the words of a command line are understood: picocli, told of as few commands as are needed.
 */
final class Grammar {
    /** Options whose value is the next word; the launcher knows the same. */
    private static final Set<String> WITH_VALUE =
            Set.of("-t", "--target", "--env", "--migrations", "--seeds", "--backups");

    private Grammar() {}

    /** The first word that is neither an option nor an option's value, or null. */
    static @Nullable String command(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                return word;
            }
        }
        return null;
    }

    /** The grammar with one command, or with all of them. */
    static CommandLine of(Options options, List<String> commands) {
        CommandLine line = new CommandLine(options);
        for (String name : commands) {
            line.addSubcommand(name, Commands.make(name));
        }
        // A password may well begin with @, and no file is read that was not asked for.
        line.setExpandAtFiles(false);
        line.setOverwrittenOptionsAllowed(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    static CommandLine whole() {
        return of(new Options(), Commands.names());
    }
}
