package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.target.ProfileFile;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;

/** {@code belay target import}: saves the profiles of a file, all of them or none. */
@Command(name = "import")
final class TargetImport implements Action {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Override
    public ExitCode run(Call call) {
        List<Target> saved = call.parts().targets().addAll(ProfileFile.read(call.absolute(file)));
        if (call.out().json()) {
            call.out().document(Json.array(saved.stream().map(Profile::document).toList()));
        } else {
            for (Target target : saved) {
                call.out().line(Messages.text("cli.target.added", target.name(), target.place()));
            }
        }
        return ExitCode.DONE;
    }
}
