package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code belay completion}: the script that teaches a shell to complete Belay's words, or the
 * manual page that tells people the same.
 */
@Command(name = "completion")
final class CompletionCommand implements Action {
    @Parameters(paramLabel = "bash|zsh|man")
    String shell = "";

    @Override
    public ExitCode run(Call call) {
        // zsh loads bash's completions by itself; the script begins with what it needs for that.
        String script =
                switch (shell) {
                    case "bash", "zsh" -> AutoComplete.bash("belay", Grammar.whole());
                    case "man" -> ManPage.of(Grammar.whole());
                    default ->
                            throw Problem.of("cli.shell", "", ExitCode.USAGE, shell).asException();
                };
        if (call.out().json()) {
            call.out().document(Json.object().put("shell", shell).put("script", script));
        } else {
            call.out().verbatim(script);
        }
        return ExitCode.DONE;
    }
}
