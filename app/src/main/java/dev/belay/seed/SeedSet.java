package dev.belay.seed;

import java.util.List;
import java.util.stream.Stream;

/** A set of seeds, all of its files read, in the order they go. */
public record SeedSet(String name, List<SeedFile> files) {
    public SeedSet {
        files = List.copyOf(files);
    }

    /** The tables its rows go into, as the files' names say them. */
    Stream<String> tables() {
        return files.stream()
                .filter(SeedFile.Rows.class::isInstance)
                .map(file -> ((SeedFile.Rows) file).table());
    }
}
