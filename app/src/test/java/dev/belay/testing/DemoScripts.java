package dev.belay.testing;

import dev.belay.target.Engine;

import java.nio.file.Path;

/** The demo's scripts as they stand in the sources. */
public final class DemoScripts {
    private DemoScripts() {}

    /** The folder of an engine's migrations, which holds its seeds as well. */
    public static Path of(Engine engine) {
        return Path.of(System.getProperty("belay.build"))
                .resolve("../../migrations/demo")
                .resolve(engine.id())
                .normalize();
    }
}
