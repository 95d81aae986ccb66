package dev.belay.backup;

import dev.belay.target.Engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What a backup holds, once it is decrypted. */
public enum Content {
    /** A plain SQLite database. */
    SQLITE("sqlite", Engine.SQLITE, "SQLite format 3\0"),
    /** A file of pg_dump that pg_restore reads. */
    CUSTOM("pg_dump custom", Engine.POSTGRESQL, "PGDMP"),
    /** A folder of pg_dump, written by several at a time. */
    DIRECTORY("pg_dump directory", Engine.POSTGRESQL, "PGDMP");

    private static final int LONGEST = 16;

    private final String format;
    private final Engine engine;
    private final String begins;

    Content(String format, Engine engine, String begins) {
        this.format = format;
        this.engine = engine;
        this.begins = begins;
    }

    /** As {@link Manifest#format} has it. */
    public String format() {
        return format;
    }

    public Engine engine() {
        return engine;
    }

    /** By how a file begins; empty if it is none of these. */
    public static Optional<Content> of(Path file, Opening opening, String where)
            throws IOException {
        boolean folder = Files.isDirectory(file);
        Path first = folder ? file.resolve("toc.dat") : file;
        if (folder && Files.notExists(first)) {
            return Optional.empty();
        }
        String head;
        try (InputStream in = opening.open(first, where)) {
            head = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        }
        return Arrays.stream(values())
                .filter(c -> (c == DIRECTORY) == folder)
                .filter(c -> head.startsWith(c.begins))
                .findFirst();
    }
}
