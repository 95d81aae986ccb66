package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.FlywaySettings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The options of a profile that tell how its migrations are to be read. */
final class FlywayOptions {
    @Option(names = "--flyway-config", paramLabel = "FILE")
    @Nullable Path file;

    @Option(names = "--schemas", paramLabel = "SCHEMA", split = ",")
    List<String> schemas = List.of();

    @Option(names = "--history-table", paramLabel = "TABLE")
    @Nullable String table;

    @Option(names = "--location", paramLabel = "DIR", split = ",")
    List<Path> locations = List.of();

    @Option(names = "--placeholder", paramLabel = "NAME=VALUE")
    Map<String, String> placeholders = Map.of();

    FlywaySettings settings(Call call) {
        Path full = file == null ? null : call.absolute(file);
        if (full != null && !Files.isRegularFile(full)) {
            throw Problem.of("cli.flyway-config", full.toString(), ExitCode.USAGE).asException();
        }
        return new FlywaySettings(
                schemas,
                table,
                locations.stream().map(call::absolute).toList(),
                placeholders,
                full);
    }
}
