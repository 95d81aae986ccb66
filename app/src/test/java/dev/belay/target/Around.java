package dev.belay.target;

import dev.belay.store.Surroundings;
import dev.belay.store.Surroundings.Platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Surroundings made by hand. */
final class Around {
    private Around() {}

    /** A Linux desktop whose home and working folder is this one; names and values by turns. */
    static Surroundings in(Path folder, String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new Surroundings(environment, folder, folder, Platform.LINUX);
    }
}
