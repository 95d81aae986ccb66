package dev.belay.operation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The name that a database has after another took its place. */
final class KeptName {
    private static final int LONGEST = 63;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private KeptName() {}

    /** {@code shop_before_20260415190312}; a long name is cut, since the server would do so. */
    static String of(String name, Instant at) {
        String end = "_before_" + TIME.format(at);
        String start = name;
        while (start.getBytes(StandardCharsets.UTF_8).length + end.length() > LONGEST) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + end;
    }
}
