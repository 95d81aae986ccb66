package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        line.setAllowOptionsAsOptionParameters(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /**
     * Understands a line. A value that looks like an option is one only where a {@code =} ties it
     * to its own: a database may well be called {@code --help}.
     *
     * @throws CommandLine.ParameterException if it cannot be understood
     */
    static ParseResult parsed(CommandLine grammar, List<String> line) {
        Map<String, OptionSpec> options = new HashMap<>();
        collect(grammar, options);
        for (int i = 0; i + 1 < line.size() && !line.get(i).equals("--"); i++) {
            OptionSpec option = options.get(line.get(i));
            if (option != null && option.arity().min() > 0) {
                i++;
                if (options.containsKey(line.get(i))) {
                    throw new MissingParameterException(
                            grammar, List.<ArgSpec>of(option), line.get(i));
                }
            }
        }
        return grammar.parseArgs(line.toArray(String[]::new));
    }

    private static void collect(CommandLine grammar, Map<String, OptionSpec> options) {
        options.putAll(grammar.getCommandSpec().optionsMap());
        grammar.getSubcommands().values().forEach(command -> collect(command, options));
    }

    static CommandLine whole() {
        return of(new Options(), Commands.names());
    }
}
