package dev.belay.store;

import dev.belay.testing.Around;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A program that opens a store and prints the modes of the files that are there meanwhile. */
final class ModesOfStore {
    private ModesOfStore() {}

    public static void main(String[] home) throws Exception {
        Path folder = Path.of(home[0]);
        Surroundings around = Around.home(folder);
        try (Store store = Store.open(around);
                Stream<Path> files = Files.list(folder)) {
            store.write(handle -> handle.execute("DELETE FROM target"));
            System.out.println(". " + mode(folder));
            files.forEach(file -> System.out.println(file.getFileName() + " " + mode(file)));
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
