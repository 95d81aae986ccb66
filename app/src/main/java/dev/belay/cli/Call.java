package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.TargetChoice;
import dev.belay.target.TargetUrl;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One run of a command: its options, what it may use, and where it speaks. */
record Call(Options options, Parts parts, Output out) {

    /**
     * The target of {@code --target}, or else of the environment; its engine is one that is
     * supported.
     */
    Target target() {
        Environment environment = environment(options.environment);
        TargetChoice choice =
                TargetChoice.of(options.target, environment, parts.surroundings(), parts::targets);
        Target target = choice.target();
        if (choice.password() != null) {
            parts.passwords().remember(target, choice.password());
        }
        boolean saved = target.version() > 0;
        if (saved && environment != null && environment != target.environment()) {
            out.progress(
                    Messages.text(
                            "cli.note.environment", target.name(), target.environment().id()));
        }
        parts.sessions().dialect(target);
        return target.withFolders(folders(target.folders()));
    }

    /** The environment of a word, or null for none. */
    static @Nullable Environment environment(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Environment.values())
                .filter(e -> e.id().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> {
                            String known =
                                    Arrays.stream(Environment.values())
                                            .map(Environment::id)
                                            .collect(Collectors.joining(", "));
                            return Problem.of("cli.environment", "", ExitCode.USAGE, word, known)
                                    .asException();
                        });
    }

    /** The options name folders where the profile does not. */
    private Folders folders(Folders own) {
        return new Folders(
                folder("--migrations", own.migrations(), options.migrations),
                folder("--seeds", own.seeds(), options.seeds),
                folder("--backups", own.backups(), options.backups));
    }

    private @Nullable Path folder(String option, @Nullable Path own, @Nullable Path named) {
        Path full = named == null ? null : absolute(named);
        if (own == null) {
            return full;
        }
        if (full != null && !full.equals(own)) {
            out.progress(Messages.text("cli.note.folder", option, own.toString()));
        }
        return own;
    }

    Path absolute(Path path) {
        return parts.surroundings().directory().resolve(path).normalize();
    }

    /** The target as problems and documents name it: its name, or its place where it has none. */
    static String name(Target target) {
        return target.known();
    }

    static String url(Target target) {
        return TargetUrl.of(target).withoutPassword();
    }
}
