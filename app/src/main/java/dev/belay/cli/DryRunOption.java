package dev.belay.cli;

import picocli.CommandLine.Option;

/** The option of a command that changes no target: to tell only what it would do. */
final class DryRunOption {
    @Option(names = "--dry-run")
    boolean dryRun;

    ChangeOptions options() {
        ChangeOptions options = new ChangeOptions();
        options.dryRun = dryRun;
        return options;
    }
}
