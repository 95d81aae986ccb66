package dev.belay.seed;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sets that go into a target.
 *
 * @param skipped sets that are for other environments
 * @param refused why sets that were asked for may not go into this target
 * @param note why there is nothing to choose from, or null
 */
public record SeedChoice(
        List<SeedSet> sets, List<String> skipped, List<Problem> refused, @Nullable String note) {
    public SeedChoice {
        sets = List.copyOf(sets);
        skipped = List.copyOf(skipped);
        refused = List.copyOf(refused);
    }

    /** Those that may go into the target without anyone asking for them by name. */
    public static SeedChoice due(Target target) {
        SeedChoice all = of(target, List.of());
        return new SeedChoice(all.sets, all.skipped, List.of(), all.note);
    }

    /**
     * Reads the sets that are named, in that order, or else all.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#NOT_FOUND} for a name that is
     *     none, with {@link ExitCode#FAILED} for a malformed file
     */
    public static SeedChoice of(Target target, List<String> named) {
        SeedFolder folder = SeedFolder.of(target);
        if (!folder.exists()) {
            String path = folder.path().toString();
            if (!named.isEmpty()) {
                throw Problem.of("seed.folder", target.name(), ExitCode.NOT_FOUND, path)
                        .asException();
            }
            return new SeedChoice(
                    List.of(), List.of(), List.of(), Messages.text("seed.folder.none", path));
        }
        List<String> names = folder.names();
        for (String name : named) {
            if (!names.contains(name)) {
                throw Problem.of(
                                "seed.unknown",
                                target.name(),
                                ExitCode.NOT_FOUND,
                                name,
                                names.isEmpty() ? "-" : String.join(", ", names))
                        .asException();
            }
        }
        return chosen(target, folder, named.isEmpty() ? names : named, !named.isEmpty());
    }

    private static SeedChoice chosen(
            Target target, SeedFolder folder, List<String> names, boolean asked) {
        List<SeedSet> sets = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<Problem> refused = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            SeedSettings settings = folder.settings(name);
            boolean production = target.environment() == Environment.PRODUCTION;
            if (settings.allow(target.environment())) {
                sets.add(folder.set(name));
            } else if (asked || (production && settings.environments() == null)) {
                String key = production ? "seed.production" : "seed.environment";
                refused.add(
                        Problem.of(
                                key,
                                target.name(),
                                ExitCode.REFUSED,
                                name,
                                target.environment().id()));
            } else {
                skipped.add(name);
            }
        }
        boolean nothing = sets.isEmpty() && refused.isEmpty();
        return new SeedChoice(
                sets, skipped, refused, nothing ? nothing(target, folder, skipped) : null);
    }

    private static String nothing(Target target, SeedFolder folder, List<String> skipped) {
        if (skipped.isEmpty()) {
            return Messages.text("seed.folder.bare", folder.path().toString());
        }
        return Messages.text(
                "seed.folder.others",
                target.environment().id(),
                skipped.stream()
                        .map(set -> where(set, folder.settings(set)))
                        .collect(Collectors.joining(", ")));
    }

    private static String where(String set, SeedSettings settings) {
        Set<Environment> named = settings.environments();
        String where =
                named == null || named.isEmpty()
                        ? Messages.text("seed.folder.nowhere")
                        : Arrays.stream(Environment.values())
                                .filter(named::contains)
                                .map(Environment::id)
                                .collect(Collectors.joining(", "));
        return Messages.text("seed.folder.set", set, where);
    }
}
