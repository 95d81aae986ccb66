package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the rows of each table in the data that pg_restore reads out of an archive: after {@code
 * COPY … FROM stdin;} each line is one row, and {@code \.} is the end.
 */
final class ArchiveRows {
    private static final byte[] COPY = "COPY ".getBytes(StandardCharsets.US_ASCII);
    private static final String HEAD_END = " FROM stdin;";

    /** A table has 1,600 columns at most, each named with 63 bytes and its quotes. */
    private static final int LONGEST_HEAD = 300_000;

    private final SortedMap<String, Long> rows = new TreeMap<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private @Nullable String table;
    private long count;

    /** Table, as {@link #plain} has it, to rows. */
    SortedMap<String, Long> rows() {
        return rows;
    }

    void read(InputStream output) throws IOException {
        BufferedInputStream in = new BufferedInputStream(output, 1 << 16);
        byte[] start = new byte[COPY.length];
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                line(start, length);
                length = 0;
            } else {
                if (length < start.length) {
                    start[length] = (byte) b;
                }
                length++;
                if (inHead(start, length)) {
                    head.write(b);
                }
            }
        }
        if (table != null) {
            throw new IOException("the data of " + table + " has no end");
        }
    }

    /** True if the byte belongs to a head: the line begins as one, or one goes on. */
    private boolean inHead(byte[] start, int length) {
        return table == null
                && head.size() < LONGEST_HEAD
                && (head.size() > 0
                        || (length > start.length && java.util.Arrays.equals(start, COPY)));
    }

    private void line(byte[] start, int length) {
        if (table != null) {
            if (length == 2 && start[0] == '\\' && start[1] == '.') {
                rows.put(table, count);
                table = null;
            } else {
                count++;
            }
            return;
        }
        if (head.size() == 0) {
            return;
        }
        String text = head.toString(StandardCharsets.UTF_8);
        if (text.endsWith(HEAD_END)) {
            table = plain(text);
            count = 0;
            head.reset();
        } else {
            head.write('\n');
        }
    }

    /** {@code public."a b" (x) FROM stdin;} as {@code public.a b}. */
    static String plain(String head) {
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < head.length() && head.charAt(i + 1) == '"';
                if (doubled) {
                    name.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ' ' && !quoted) {
                break;
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
