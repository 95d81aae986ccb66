package dev.belay.testing;

import dev.belay.store.Surroundings;
import dev.belay.store.Surroundings.Platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Surroundings made by hand: those of a Linux desktop. */
public final class Around {
    private static final String HOME = "BELAY_HOME";

    private Around() {}

    /** One whose own home and working folder is this one; names and values by turns. */
    public static Surroundings in(Path folder, String... variables) {
        return of(folder, new HashMap<>(), variables);
    }

    private static Surroundings of(
            Path folder, Map<String, String> environment, String... variables) {
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new Surroundings(environment, folder, folder, Platform.LINUX);
    }

    /** The same where this is Belay's home as well. */
    public static Surroundings home(Path home) {
        return in(home, HOME, home.toString());
    }

    /** The same where Belay's home is {@code home} in that folder; more names and values. */
    public static Surroundings homeIn(Path folder, String... variables) {
        Map<String, String> environment = new HashMap<>();
        environment.put(HOME, folder.resolve("home").toString());
        return of(folder, environment, variables);
    }
}
