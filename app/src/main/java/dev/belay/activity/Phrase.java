package dev.belay.activity;

import java.util.ArrayList;
import java.util.List;

/** A piece of a sentence, and how much it matters there. */
public record Phrase(Tone tone, String text) {
    private static final char BEGIN = '\u0001';
    private static final char END = '\u0002';

    /** What a piece is. */
    public enum Tone {
        PLAIN,
        /** A number or a name that the sentence is about. */
        STRONG,
        /** Something's own name: a pid, a table. */
        CODE,
        /** What is wrong. */
        WARN
    }

    /** Marks a piece of a sentence that is being put together; pieces do not lie in each other. */
    static String mark(Tone tone, String text) {
        return BEGIN + Integer.toString(tone.ordinal()) + plain(text) + END;
    }

    /** A marked sentence without its marks. */
    static String plain(String marked) {
        return marked.replaceAll(BEGIN + "[0-9]", "").replace(Character.toString(END), "");
    }

    /** The pieces of a marked sentence. */
    static List<Phrase> of(String marked) {
        List<Phrase> pieces = new ArrayList<>();
        int at = 0;
        while (at < marked.length()) {
            int begin = marked.indexOf(BEGIN, at);
            int end = begin < 0 ? -1 : marked.indexOf(END, begin);
            if (end < 0) {
                pieces.add(new Phrase(Tone.PLAIN, marked.substring(at)));
                break;
            }
            if (begin > at) {
                pieces.add(new Phrase(Tone.PLAIN, marked.substring(at, begin)));
            }
            Tone tone = Tone.values()[marked.charAt(begin + 1) - '0'];
            pieces.add(new Phrase(tone, marked.substring(begin + 2, end)));
            at = end + 1;
        }
        return List.copyOf(pieces);
    }
}
