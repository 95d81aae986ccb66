package dev.belay.seed;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a set, and how its faults are told.
 *
 * @param target the name of the target it is for
 */
public record SeedSource(String target, String set, Path file) {

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** For people: {@code base/010_users.csv}. */
    String shown() {
        return set + "/" + name();
    }

    /** Its text, which is UTF-8, with or without a mark. */
    String text() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw fault(Spot.START, "seed.fault.unreadable", String.valueOf(e.getMessage()));
        }
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
            int column = read.length() - (read.lastIndexOf('\n') + 1) + 1;
            throw fault(new Spot(line, column), "seed.fault.encoding");
        }
        return read.startsWith("\uFEFF") ? read.substring(1) : read;
    }

    /** A fault of this file, as what ends the operation. */
    BelayException fault(Spot spot, String key, Object... arguments) {
        return told("seed.file", spot, Messages.text(key, arguments));
    }

    /** What failed at a place of this file. */
    BelayException told(String problem, Spot spot, String why) {
        return Problem.of(problem, target, ExitCode.FAILED, placed(spot), why).asException();
    }

    /** A place of this file, for people: {@code base/010_users.csv, line 3, column 7}. */
    public String placed(Spot spot) {
        return Messages.text(
                "seed.place",
                shown(),
                Integer.toString(spot.line()),
                Integer.toString(spot.column()));
    }
}
