package dev.belay.backup;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the rows of each table in the data that pg_restore reads out of an archive: after {@code
 * COPY … FROM stdin;} each line is one row, and {@code \.} is the end.
 */
final class ArchiveRows {
    private static final byte[] COPY = "COPY ".getBytes(StandardCharsets.US_ASCII);
    private static final String HEAD_END = " FROM stdin;";
    private static final int BUFFER = 1 << 17;

    /** A table has 1,600 columns at most, each named with 63 bytes and its quotes. */
    private static final int LONGEST_HEAD = 300_000;

    private final SortedMap<String, Long> rows = new TreeMap<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] start = new byte[COPY.length];
    private long length;
    private boolean headGoesOn;
    private @Nullable String table;
    private long count;

    /** Table, as {@link #plain} has it, to rows. */
    SortedMap<String, Long> rows() {
        return rows;
    }

    void read(InputStream in) throws IOException {
        byte[] bytes = new byte[BUFFER];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            int from = 0;
            while (from < n) {
                int end = from;
                while (end < n && bytes[end] != '\n') {
                    end++;
                }
                piece(bytes, from, end);
                if (end < n) {
                    line();
                }
                from = end + 1;
            }
        }
        if (table != null) {
            throw new IOException("the data of " + table + " has no end");
        }
    }

    /** A part of a line, or the whole of it. */
    private void piece(byte[] bytes, int from, int end) {
        int missing = (int) Math.max(0, start.length - length);
        int known = Math.min(missing, end - from);
        System.arraycopy(bytes, from, start, start.length - missing, known);
        length += end - from;
        if (table == null && head.size() < LONGEST_HEAD) {
            if (headGoesOn) {
                head.write(bytes, from, end - from);
            } else if (length > start.length && Arrays.equals(start, COPY)) {
                head.write(bytes, from + known, end - from - known);
            }
        }
    }

    private void line() {
        if (table != null) {
            if (length == 2 && start[0] == '\\' && start[1] == '.') {
                rows.put(table, count);
                table = null;
            } else {
                count++;
            }
        } else if (head.size() > 0) {
            String text = head.toString(StandardCharsets.UTF_8);
            if (text.endsWith(HEAD_END)) {
                table = plain(text);
                count = 0;
                head.reset();
            } else {
                head.write('\n');
            }
        }
        length = 0;
        headGoesOn = head.size() > 0;
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
