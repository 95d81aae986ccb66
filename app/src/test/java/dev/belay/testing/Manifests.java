package dev.belay.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Manifests that a test changes. */
public final class Manifests {
    private static final String CHECK = ",\"check\":\"";

    private Manifests() {}

    /** The same as a version of Belay wrote it that added no check, so that it may be changed. */
    public static String unchecked(String manifest) {
        return manifest.replace("\"version\":1,", "").replaceFirst(CHECK + "[0-9a-f]{64}\"", "");
    }

    /** As another version would write it, with a check that fits. */
    public static String ofVersion(int version, String manifest) throws Exception {
        String text =
                manifest.substring(0, manifest.indexOf(CHECK))
                        .replace("\"version\":1,", "\"version\":" + version + ",");
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return text + CHECK + HexFormat.of().formatHex(hash) + "\"}\n";
    }
}
