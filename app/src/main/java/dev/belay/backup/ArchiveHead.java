package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the first bytes of a backup tell, read by Belay itself: no program looks into a file before
 * it is known to be whole.
 *
 * @param database that was dumped
 * @param server the version it was dumped from
 * @param tool the version of pg_dump
 * @see <a
 *     href="https://github.com/postgres/postgres/blob/REL_18_0/src/bin/pg_dump/pg_backup_archiver.c">
 *     PostgreSQL: ReadHead</a>
 */
public record ArchiveHead(Kind kind, String database, String server, String tool) {
    private static final int LONGEST_TEXT = 1024;

    /** Minor version of the format from which on the compression is one byte. */
    private static final int NAMES_COMPRESSION = 15;

    private static final int DATE_PARTS = 7;

    /** Of what is no backup. */
    static final ArchiveHead NONE = bare(Kind.UNKNOWN);

    /** What kind of file it is. */
    public enum Kind {
        PG_DUMP,
        SQLITE,
        AGE,
        EMPTY,
        UNKNOWN
    }

    /** Reads the first bytes, a few hundred at most. */
    public static ArchiveHead of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    static ArchiveHead of(InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, 1 << 12);
        bytes.mark(1 << 12);
        String start = Opening.head(bytes);
        bytes.reset();
        if (start.isEmpty()) {
            return bare(Kind.EMPTY);
        }
        if (start.startsWith("SQLite format 3\0")) {
            return bare(Kind.SQLITE);
        }
        if (Opening.encrypted(start)) {
            return bare(Kind.AGE);
        }
        return start.startsWith("PGDMP") ? archive(new DataInputStream(bytes)) : bare(Kind.UNKNOWN);
    }

    private static ArchiveHead bare(Kind kind) {
        return new ArchiveHead(kind, "", "", "");
    }

    private static ArchiveHead archive(DataInputStream in) throws IOException {
        in.readNBytes(6);
        int minor = in.read();
        in.read();
        int size = in.read();
        in.readNBytes(2);
        if (size < 1 || size > 8) {
            return bare(Kind.UNKNOWN);
        }
        if (minor >= NAMES_COMPRESSION) {
            in.read();
        } else {
            number(in, size);
        }
        for (int i = 0; i < DATE_PARTS; i++) {
            number(in, size);
        }
        String database = text(in, size);
        String server = text(in, size);
        String tool = text(in, size);
        return database == null || server == null || tool == null
                ? bare(Kind.UNKNOWN)
                : new ArchiveHead(Kind.PG_DUMP, database, server, tool);
    }

    /** The sign first, then the lowest byte. */
    private static long number(InputStream in, int size) throws IOException {
        boolean negative = in.read() == 1;
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (in.read() & 0xFFL) << (8 * i);
        }
        return negative ? -value : value;
    }

    private static @Nullable String text(InputStream in, int size) throws IOException {
        long length = number(in, size);
        if (length < 0 || length > LONGEST_TEXT) {
            return null;
        }
        byte[] bytes = in.readNBytes((int) length);
        return bytes.length < length ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The first number of a version, 0 if it has none. */
    public static int major(String version) {
        String digits = version.split("[^0-9]", 2)[0];
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }
}
