package dev.belay.operation;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of work in words: versions rather than files. */
final class Pieces {
    private static final Pattern SCRIPT = Pattern.compile("(?:.*/)?([A-Z])([0-9._]*)__(.*)");
    private static final int MOST = 6;

    private Pieces() {}

    /** {@code V6}, of an undo script as well; the file of a repeatable; all else as it is. */
    static String word(String piece) {
        Matcher script = SCRIPT.matcher(piece);
        if (!script.matches()) {
            return piece;
        }
        String version = script.group(2).replace('_', '.');
        return version.isEmpty() ? script.group(1) + "__" + script.group(3) : "V" + version;
    }

    /** {@code V1, V2, V3}; of many the first, the last and their number. */
    static String words(List<String> pieces) {
        if (pieces.size() <= MOST) {
            return pieces.stream().map(Pieces::word).collect(Collectors.joining(", "));
        }
        return Messages.text(
                "recovery.pieces",
                word(pieces.getFirst()),
                word(pieces.getLast()),
                Units.count(pieces.size()));
    }
}
