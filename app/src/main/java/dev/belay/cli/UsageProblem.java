package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a command line, in Belay's words instead of picocli's. */
final class UsageProblem {
    private static final String KEY = "cli.usage";

    private UsageProblem() {}

    static Problem of(ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName(" ");
        return switch (failure) {
            case UnmatchedArgumentException e when e.isUnknownOption() ->
                    because(command, "cli.usage.option", e.getUnmatched().getFirst());
            case UnmatchedArgumentException e when toCome(command, e.getUnmatched().getFirst()) ->
                    Problem.of(
                            "cli.to-come",
                            "",
                            ExitCode.USAGE,
                            words(command, e.getUnmatched().getFirst()));
            case UnmatchedArgumentException e ->
                    because(command, "cli.usage.word", e.getUnmatched().getFirst());
            case MissingParameterException e when !e.getMissing().isEmpty() ->
                    because(
                            command,
                            "cli.usage.missing",
                            e.getMissing().stream()
                                    .map(UsageProblem::name)
                                    .collect(Collectors.joining(", ")));
            case OverwrittenOptionException e ->
                    because(command, "cli.usage.twice", name(e.getOverwritten()));
            default -> {
                ArgSpec about = failure.getArgSpec();
                yield about == null
                        ? new Problem(KEY, "", String.valueOf(failure.getMessage()), ExitCode.USAGE)
                        : because(
                                command,
                                "cli.usage.value",
                                String.valueOf(failure.getValue()),
                                name(about));
            }
        };
    }

    /** {@code drill restore} of {@code belay drill} and {@code restore}. */
    private static String words(String command, String next) {
        return command.substring(command.indexOf(' ') + 1) + " " + next;
    }

    private static boolean toCome(String command, String next) {
        return Commands.TO_COME.contains(words(command, next));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Problem because(String command, String key, Object... arguments) {
        Object[] all = Stream.concat(Stream.of(command), Stream.of(arguments)).toArray();
        return new Problem(KEY, "", Messages.text(key, all), ExitCode.USAGE);
    }

    static Problem unknownCommand(String word) {
        String first = word.split(" ", 2)[0];
        return Commands.TO_COME.contains(first)
                ? Problem.of("cli.to-come", "", ExitCode.USAGE, first)
                : because("belay", "cli.usage.command", word);
    }

    static Problem noCommand(String command) {
        return because(command, "cli.usage.none");
    }
}
