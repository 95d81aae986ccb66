package dev.belay.cli;

import dev.belay.demo.Demo;
import dev.belay.demo.DemoWorkload;
import dev.belay.demo.PostgresDemo;
import dev.belay.demo.PostgresWorkload;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.tool.Program;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code belay demo}: a target to look at, made on the spot, and the console on it. */
@Command(name = "demo")
final class DemoCommand implements Action {
    @Option(names = "--dir", paramLabel = "DIR")
    @Nullable Path dir;

    @Option(names = "--headless")
    boolean headless;

    @Option(names = "--postgres")
    boolean postgres;

    @Override
    public ExitCode run(Call call) {
        if (call.options().target != null) {
            throw Problem.of("cli.demo.target", "", ExitCode.USAGE).asException();
        }
        Path folder = dir == null ? call.parts().home().create().demo() : call.absolute(dir);
        call.out().progress(Messages.text("cli.demo.making", folder.toString()));
        List<Target> made = new ArrayList<>();
        made.add(save(call.parts().targets(), Demo.make(folder)));
        if (!postgres) {
            return sqlite(call, made);
        }
        Path initdb = call.parts().tools().first(Program.INITDB).orElse(null);
        try (PostgresDemo server = PostgresDemo.start(PostgresDemo.folderIn(folder), initdb)) {
            made.add(save(call.parts().targets(), server.target()));
            if (headless) {
                server.leave();
                ExitCode exit = sqlite(call, made);
                call.out().progress(Messages.text("cli.demo.left", server.stopCommand()));
                return exit;
            }
            call.parts().closeAtEnd(server);
            try (PostgresWorkload _ = PostgresWorkload.start(server)) {
                return sqlite(call, made);
            }
        }
    }

    private ExitCode sqlite(Call call, List<Target> made) {
        tell(call.out(), made);
        if (headless) {
            return ExitCode.DONE;
        }
        try (DemoWorkload _ = DemoWorkload.start(Path.of(made.getFirst().place()))) {
            return call.parts().console(made.getLast(), call.options().newWindow);
        }
    }

    private static void tell(Output out, List<Target> made) {
        if (out.json()) {
            out.document(
                    Json.object()
                            .put("target", made.getFirst().name())
                            .put("targets", made.stream().map(Profile::document).toList()));
            return;
        }
        for (Target target : made) {
            out.line(Messages.text("cli.demo.made", target.name(), target.place()));
        }
    }

    /** Under its name among the saved targets; one that moved to another place is followed. */
    private static Target save(Targets targets, Target made) {
        Optional<Target> old = targets.find(made.name());
        if (old.isEmpty()) {
            return targets.add(made);
        }
        Target there = old.get();
        return there.address().equals(made.address())
                ? there
                : targets.save(made.name(), made.withVersion(there.version()));
    }
}
