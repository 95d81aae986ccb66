package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code belay target remove}: forgets a profile. The database stays as it is. */
@Command(name = "remove")
final class TargetRemove implements Action {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    public ExitCode run(Call call) {
        Target target = call.parts().targets().get(name);
        call.parts().targets().remove(name);
        if (call.out().json()) {
            call.out().document(Profile.document(target).put("removed", true));
        } else {
            call.out().line(Messages.text("cli.target.removed", name, target.place()));
        }
        return ExitCode.DONE;
    }
}
