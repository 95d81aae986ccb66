package dev.belay.cli;

import dev.belay.message.ExitCode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;

/** {@code belay help}: what is built, or how one command is used. */
@Command(name = "help")
final class HelpCommand implements Action {
    @Parameters(paramLabel = "COMMAND", arity = "0..*")
    List<String> words = List.of();

    @Override
    public ExitCode run(Call call) {
        CommandLine command = Grammar.whole();
        for (String word : words) {
            CommandLine inner = command.getSubcommands().get(word);
            if (inner == null) {
                throw UsageProblem.unknownCommand(String.join(" ", words)).asException();
            }
            command = inner;
        }
        HelpText.of(command).tell(call.out());
        return ExitCode.DONE;
    }
}
