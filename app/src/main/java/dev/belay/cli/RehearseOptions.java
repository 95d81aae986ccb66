package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.Rehearsal;
import dev.belay.target.Target;
import dev.belay.target.TargetChoice;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** The options of a command that can be rehearsed; naming a place for it asks for it. */
final class RehearseOptions {
    @Option(names = "--rehearse")
    boolean rehearse;

    @Option(names = "--rehearse-on", paramLabel = "URL|TARGET")
    @Nullable String on;

    @Option(names = "--rehearse-here")
    boolean here;

    /** Null if no rehearsal was asked for. */
    Rehearsal.@Nullable Where where(Call call) {
        if (on != null && here) {
            throw Problem.of("cli.rehearse.twice", "", ExitCode.USAGE).asException();
        }
        if (on != null) {
            return new Rehearsal.Where.On(server(call, on));
        }
        if (here) {
            return new Rehearsal.Where.Here();
        }
        return rehearse ? new Rehearsal.Where.Usual() : null;
    }

    private static Target server(Call call, String named) {
        TargetChoice choice =
                TargetChoice.of(named, null, call.parts().surroundings(), call.parts()::targets);
        if (choice.password() != null) {
            call.parts().passwords().remember(choice.target(), choice.password());
        }
        return choice.target();
    }
}
