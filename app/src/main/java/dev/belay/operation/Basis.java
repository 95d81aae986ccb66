package dev.belay.operation;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.ScriptText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest in the making of all that a plan depends on. */
final class Basis {
    private final MessageDigest digest;

    Basis() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Basis add(@Nullable Object part) {
        String text = String.valueOf(part);
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What was deployed and what waits; not how long it took. */
    Basis add(History history) {
        for (Migration m : history.migrations()) {
            add(m.installedRank()).add(m.version()).add(m.description()).add(m.state());
            add(m.checksumMatches());
        }
        return this;
    }

    /** Its statements as they are sent, and its bytes, whose checksum goes into the history. */
    Basis add(ScriptText script) {
        add(script.file().getFileName());
        script.statements().forEach(s -> add(s.sql()));
        try {
            digest.update(Files.readAllBytes(script.file()));
        } catch (IOException e) {
            add(e.getMessage());
        }
        return this;
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
