package dev.belay.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: passwords in URLs and settings by their place, known ones by value.
 */
public final class Redaction {
    public static final String MASK = "•••";

    /** Shorter values would blot out half of every line, and protect nothing. */
    private static final int SHORTEST = 4;

    private static final Pattern IN_URL =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s:@]*):[^/\\s]*@");
    private static final Pattern IN_SETTING =
            Pattern.compile(
                    "(?i)((?:ssl)?passw(?:or)?d|passphrase|secret|token)(\"?\\s*[=:]\\s*\"?)"
                            + "[^\\s&;,\"]+");
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private Redaction() {}

    /** From now on this value is masked wherever it stands. */
    public static void hide(String secret) {
        if (secret.length() >= SHORTEST) {
            KNOWN.add(secret);
        }
    }

    /** The text without what is known or looks like a secret. */
    public static String of(String text) {
        String clean = text;
        for (String secret : KNOWN) {
            clean = clean.replace(secret, MASK);
        }
        if (clean.indexOf('@') >= 0 && clean.contains("://")) {
            clean = IN_URL.matcher(clean).replaceAll("$1:" + MASK + "@");
        }
        return IN_SETTING.matcher(clean).replaceAll("$1$2" + MASK);
    }
}
