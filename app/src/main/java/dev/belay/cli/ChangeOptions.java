package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** The options of every command that changes a target. */
final class ChangeOptions {
    @Option(names = "--dry-run")
    boolean dryRun;

    @Option(names = "--confirm", paramLabel = "NAME")
    @Nullable String confirm;

    @Option(names = "--without-copy")
    boolean withoutCopy;
}
