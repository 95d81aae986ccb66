package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Surroundings;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Which target a command works on: the one named, the one of a URL, or the one of the environment.
 *
 * @param password the one that stood in the URL, for memory alone
 */
public record TargetChoice(Target target, @Nullable Secret password) {

    /**
     * @param nameOrUrl what follows {@code --target}, or null
     * @param environment what follows {@code --env}, or null; a saved target has its own
     * @param targets asked only for a name, so that a URL needs no store
     * @throws BelayException with {@link ExitCode#USAGE} if there is nothing to choose or it cannot
     *     be read, {@link ExitCode#NOT_FOUND} if no saved target has the name
     */
    public static TargetChoice of(
            @Nullable String nameOrUrl,
            @Nullable Environment environment,
            Surroundings around,
            Supplier<Targets> targets) {
        if (nameOrUrl == null) {
            String url =
                    UrlVariables.url(around)
                            .orElseThrow(
                                    () ->
                                            Problem.of("target.missing", "", ExitCode.USAGE)
                                                    .asException());
            return ofUrl(url, environment, around);
        }
        return TargetUrl.looksLikeUrl(nameOrUrl)
                ? ofUrl(nameOrUrl, environment, around)
                : new TargetChoice(targets.get().get(nameOrUrl), null);
    }

    private static TargetChoice ofUrl(
            String text, @Nullable Environment environment, Surroundings around) {
        TargetUrl url = TargetUrl.parse(text, around);
        Environment of = environment == null ? Environment.DEVELOPMENT : environment;
        Target unnamed = url.target("", of);
        return new TargetChoice(url.target(unnamed.databaseName(), of), url.password());
    }
}
