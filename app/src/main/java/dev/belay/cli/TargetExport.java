package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.target.ProfileFile;
import dev.belay.target.Target;
import dev.belay.target.Targets;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/** {@code belay target export}: saved profiles as a file for another Belay, all or those named. */
@Command(name = "export")
final class TargetExport implements Action {
    @Parameters(paramLabel = "NAME", arity = "0..*")
    List<String> names = new ArrayList<>();

    @Override
    public ExitCode run(Call call) {
        Targets saved = call.parts().targets();
        List<Target> wanted =
                names.isEmpty() ? saved.list() : names.stream().distinct().map(saved::get).toList();
        call.out().verbatim(ProfileFile.write(wanted));
        return ExitCode.DONE;
    }
}
