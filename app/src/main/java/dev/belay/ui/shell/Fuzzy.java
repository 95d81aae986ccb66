package dev.belay.ui.shell;

import java.util.Locale;

/** How well typed letters fit a title: all must come in order, beginnings of words count most. */
final class Fuzzy {
    static final int NO = -1;
    private static final int WORD_START = 8;
    private static final int IN_A_ROW = 5;
    private static final int WHOLE = 20;

    private Fuzzy() {}

    /** Higher is better; {@link #NO} if a letter is missing; 0 for nothing typed. */
    static int score(String typed, String title) {
        String wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
        String text = title.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 0;
        }
        int whole = text.indexOf(typed.toLowerCase(Locale.ROOT).strip());
        int bonus = whole >= 0 ? WHOLE * wanted.length() - whole : 0;
        // Preferring beginnings of words can run past a letter that a plain search still finds.
        int letters = Math.max(letters(wanted, text, true), letters(wanted, text, false));
        return letters == NO ? NO : letters + bonus;
    }

    private static int letters(String wanted, String text, boolean preferStarts) {
        int score = 0;
        int at = 0;
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            int found = text.indexOf(c, at);
            if (preferStarts && found != at) {
                int start = found;
                while (start >= 0 && !wordStart(text, start)) {
                    start = text.indexOf(c, start + 1);
                }
                found = start >= 0 ? start : found;
            }
            if (found < 0) {
                return NO;
            }
            score += wordStart(text, found) ? WORD_START : found == at ? IN_A_ROW : 1;
            at = found + 1;
        }
        return score;
    }

    private static boolean wordStart(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }
}
