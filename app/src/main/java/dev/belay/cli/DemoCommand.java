package dev.belay.cli;

import dev.belay.demo.Demo;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code belay demo}: a target to look at, made on the spot, and the console on it. */
@Command(name = "demo")
final class DemoCommand implements Action {
    @Option(names = "--dir", paramLabel = "DIR")
    @Nullable Path dir;

    @Option(names = "--headless")
    boolean headless;

    @Override
    public ExitCode run(Call call) {
        if (call.options().target != null) {
            throw Problem.of("cli.demo.target", "", ExitCode.USAGE).asException();
        }
        Path folder = dir == null ? call.parts().home().create().demo() : call.absolute(dir);
        call.out().progress(Messages.text("cli.demo.making", folder.toString()));
        Target made = Demo.make(folder);
        Target target = save(call, made);
        if (call.out().json()) {
            call.out()
                    .document(
                            Json.object()
                                    .put("target", target.name())
                                    .put("url", Call.url(target)));
        } else {
            call.out().line(Messages.text("cli.demo.made", target.name(), target.place()));
        }
        return headless ? ExitCode.DONE : call.parts().console(target, true);
    }

    /** Under its name among the saved targets; one that was moved to another folder is followed. */
    private static Target save(Call call, Target made) {
        return call.parts()
                .targets()
                .find(made.name())
                .map(
                        old ->
                                old.address().equals(made.address())
                                        ? old
                                        : call.parts()
                                                .targets()
                                                .save(made.name(), made.withVersion(old.version())))
                .orElseGet(() -> call.parts().targets().add(made));
    }
}
