package dev.belay.target;

import dev.belay.store.Store;
import dev.belay.testing.Around;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that saves targets until it is ended, and prints the name of each that is saved. */
final class SavesTargets {
    private SavesTargets() {}

    /** The arguments: Belay's home, and what the names begin with. */
    public static void main(String[] args) throws Exception {
        try (Store store = Store.open(Around.home(Path.of(args[0])))) {
            Targets targets = new Targets(store);
            for (int i = 0; ; i++) {
                Target target = target(args[1] + "-" + i);
                targets.add(target);
                System.out.write((target.name() + "\n").getBytes(StandardCharsets.UTF_8));
                System.out.flush();
            }
        }
    }

    static Target target(String name) {
        return Target.of(
                name, Engine.SQLITE, Environment.DEVELOPMENT, new Address.File(Path.of("/a.db")));
    }
}
