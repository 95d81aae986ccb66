package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code belay completion}: the script that teaches a shell to complete Belay's words. */
@Command(name = "completion")
final class CompletionCommand implements Action {
    @Parameters(paramLabel = "bash|zsh")
    String shell = "";

    @Override
    public ExitCode run(Call call) {
        // zsh loads bash's completions by itself; the script begins with what it needs for that.
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw Problem.of("cli.shell", "", ExitCode.USAGE, shell).asException();
        }
        String script = AutoComplete.bash("belay", Grammar.whole());
        if (call.out().json()) {
            call.out().document(Json.object().put("shell", shell).put("script", script));
        } else {
            call.out().verbatim(script);
        }
        return ExitCode.DONE;
    }
}
