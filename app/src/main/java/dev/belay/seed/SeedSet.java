package dev.belay.seed;

import java.util.List;

/** A set of seeds, all of its files read, in the order they go. */
public record SeedSet(String name, List<SeedFile> files) {
    public SeedSet {
        files = List.copyOf(files);
    }
}
