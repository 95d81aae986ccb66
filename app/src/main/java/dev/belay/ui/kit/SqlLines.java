package dev.belay.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL cut into lines of coloured words, for reading, not for running. */
public final class SqlLines {
    /** What a word is; its colour is that of its style class. */
    public enum Kind {
        PLAIN,
        KEYWORD,
        STRING,
        NUMBER,
        COMMENT;

        public String styleClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Some characters of one line and of one kind. */
    public record Word(Kind kind, String text) {}

    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?<comment>--[^\\n"
                        + "]*|/\\*.*?(?:\\*/|\\z))"
                        + "|(?<string>'[^']*+(?:''[^']*+)*+(?:'|\\z)|(?<tag>\\$\\w*\\$).*?(?:\\k<tag>|\\z))"
                        + "|(?<quoted>\"[^\"]*(?:\"|\\z))|(?<number>\\b\\d+(?:\\.\\d+)?\\b)"
                        + "|(?<word>[A-Za-z_][A-Za-z_0-9$]*)",
                    Pattern.DOTALL);

    private static final Set<String> KEYWORDS =
            Set.of(
                    """
                    add all alter always analyze and any as asc begin between bigint boolean by
                    bytea cascade case cast char check column commit concurrently conflict
                    constraint create cross current_timestamp current_date database date default
                    deferrable delete desc distinct do domain drop each else end enum except exists
                    extension false first for foreign from full function generated grant group
                    having identity if in index inner insert int integer interval into is join json
                    jsonb key language last lateral left like limit materialized natural not null
                    nulls numeric of offset on only or order outer over partition perform plpgsql
                    policy pragma primary procedure real recursive references refresh rename
                    replace restrict return returning returns revoke right rollback row rows schema
                    select sequence serial set smallint strict table temporary text then time
                    timestamp timestamptz to transaction trigger true truncate type union unique
                    update using uuid vacuum values varchar view when where window with without
                    """
                            .split("\\s+"));

    private SqlLines() {}

    /** The lines of a script; an empty line is an empty list. */
    public static List<List<Word>> of(String sql) {
        List<List<Word>> lines = new ArrayList<>();
        List<Word> line = new ArrayList<>();
        lines.add(line);
        Matcher token = TOKENS.matcher(sql);
        int end = 0;
        while (token.find()) {
            line = append(lines, line, Kind.PLAIN, sql.substring(end, token.start()));
            line = append(lines, line, kind(token), token.group());
            end = token.end();
        }
        append(lines, line, Kind.PLAIN, sql.substring(end));
        return lines;
    }

    private static Kind kind(Matcher token) {
        if (token.group("comment") != null) {
            return Kind.COMMENT;
        }
        if (token.group("string") != null) {
            return Kind.STRING;
        }
        if (token.group("number") != null) {
            return Kind.NUMBER;
        }
        String word = token.group("word");
        return word != null && KEYWORDS.contains(word.toLowerCase(Locale.ROOT))
                ? Kind.KEYWORD
                : Kind.PLAIN;
    }

    private static List<Word> append(
            List<List<Word>> lines, List<Word> line, Kind kind, String text) {
        List<Word> current = line;
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            put(current, kind, text.substring(from, at));
            current = new ArrayList<>();
            lines.add(current);
            from = at + 1;
        }
        put(current, kind, text.substring(from));
        return current;
    }

    private static void put(List<Word> line, Kind kind, String text) {
        String shown = text.replace("\r", "").replace("\t", "    ");
        if (!shown.isEmpty()) {
            line.add(new Word(kind, shown));
        }
    }
}
