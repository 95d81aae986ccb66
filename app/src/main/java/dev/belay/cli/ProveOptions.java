package dev.belay.cli;

import dev.belay.target.Target;
import dev.belay.target.TargetChoice;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** Where a backup is proven, other than the profile says. */
final class ProveOptions {
    @Option(names = "--prove-on", paramLabel = "URL|TARGET")
    @Nullable String on;

    /** The target whose server is named, or null. */
    @Nullable Target server(Call call) {
        if (on == null) {
            return null;
        }
        TargetChoice choice =
                TargetChoice.of(on, null, call.parts().surroundings(), call.parts()::targets);
        if (choice.password() != null) {
            call.parts().passwords().remember(choice.target(), choice.password());
        }
        return choice.target();
    }
}
