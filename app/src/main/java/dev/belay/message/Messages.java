package dev.belay.message;

import java.text.MessageFormat;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;

/** The one bundle of everything Belay says to a person. A missing key is a programming error. */
public final class Messages {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("dev.belay.message.messages", Locale.ENGLISH);

    private Messages() {}

    /**
     * The text of a key, with {@code {0}}, {@code {1}} … filled in. Without arguments the text is
     * taken as it stands, so quotes and braces need no escape there; with arguments {@link
     * MessageFormat}'s rules hold ({@code ''} for a quote).
     *
     * @throws java.util.MissingResourceException if the bundle has no such key
     */
    public static String text(String key, Object... arguments) {
        String pattern = BUNDLE.getString(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }

    public static boolean has(String key) {
        return BUNDLE.containsKey(key);
    }

    static Enumeration<String> keys() {
        return BUNDLE.getKeys();
    }
}
