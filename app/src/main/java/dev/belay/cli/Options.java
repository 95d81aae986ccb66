package dev.belay.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.nio.file.Path;

/**
 * The command itself, with the options that are accepted everywhere, before and after a command.
 */
@Command(name = "belay")
final class Options {
    @Option(
            names = {"-t", "--target"},
            paramLabel = "NAME|URL",
            scope = ScopeType.INHERIT)
    @Nullable String target;

    @Option(names = "--env", paramLabel = "ENVIRONMENT", scope = ScopeType.INHERIT)
    @Nullable String environment;

    @Option(names = "--migrations", paramLabel = "DIR", scope = ScopeType.INHERIT)
    @Nullable Path migrations;

    @Option(names = "--seeds", paramLabel = "DIR", scope = ScopeType.INHERIT)
    @Nullable Path seeds;

    @Option(names = "--backups", paramLabel = "DIR", scope = ScopeType.INHERIT)
    @Nullable Path backups;

    @Option(names = "--json", scope = ScopeType.INHERIT)
    boolean json;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT)
    boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT)
    boolean quiet;

    @Option(names = "--new-window", scope = ScopeType.INHERIT)
    boolean newWindow;

    @Option(names = "--log-json", scope = ScopeType.INHERIT)
    boolean logJson;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT)
    boolean version;
}
