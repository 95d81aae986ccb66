package dev.belay.ui.plan;

import dev.belay.ui.kit.SqlLines;
import dev.belay.ui.kit.SqlLines.Word;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement on one line of a given length, its comments left out.
 *
 * @param words in their order
 * @param cut true if not all of it is here
 */
record OneLine(List<Word> words, boolean cut) {
    /** More than any line can show; a longer statement is not taken apart to its end. */
    private static final int LOOKED_AT = 2000;

    private static final int INDENT = 4;

    /**
     * @param room how many characters there is room for
     */
    static OneLine of(String sql, int room) {
        String head = sql.substring(0, Math.min(LOOKED_AT, sql.length()));
        List<Word> words = new ArrayList<>();
        int left = room;
        boolean lines = false;
        for (List<Word> line : SqlLines.of(head.strip())) {
            List<Word> told = line.stream().filter(w -> w.kind() != SqlLines.Kind.COMMENT).toList();
            if (told.stream().allMatch(w -> w.text().isBlank())) {
                continue;
            }
            boolean first = true;
            for (Word word : told) {
                String text = first && lines ? " " + word.text().stripLeading() : word.text();
                first = false;
                if (text.length() > left) {
                    words.add(
                            new Word(word.kind(), text.substring(0, Math.max(0, left - 1)) + "…"));
                    return new OneLine(words, true);
                }
                words.add(new Word(word.kind(), text));
                left -= text.length();
            }
            lines = true;
        }
        return new OneLine(words, head.length() < sql.length());
    }

    /** All of a statement in lines of at most that many characters. */
    static List<String> whole(String sql, int room) {
        List<String> lines = new ArrayList<>();
        for (String line : sql.strip().lines().toList()) {
            String rest = line.replace("\t", " ".repeat(INDENT));
            do {
                int end = Math.min(room, rest.length());
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            } while (!rest.isEmpty());
        }
        return lines;
    }
}
