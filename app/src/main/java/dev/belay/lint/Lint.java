package dev.belay.lint;

import dev.belay.target.Engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges statements by their text alone. */
public final class Lint {
    private static final Pattern COMMENT =
            Pattern.compile("^(?:\\s+|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)+", Pattern.DOTALL);
    private static final Set<String> ADDING =
            Set.of("create", "insert", "comment", "grant", "analyze");
    private static final Set<String> HARMLESS = Set.of("select", "set", "show", "explain");

    private Lint() {}

    /** What the statement would do on that engine. */
    public static Judgement judge(Engine engine, String sql) {
        Matcher comment = COMMENT.matcher(sql);
        String bare = comment.lookingAt() ? sql.substring(comment.end()) : sql;
        String[] words = bare.strip().split("\\s+", 4);
        String first = words[0].toLowerCase(Locale.ROOT);
        Risk risk =
                HARMLESS.contains(first)
                        ? Risk.HARMLESS
                        : ADDING.contains(first) ? Risk.ADDITIVE : Risk.DESTRUCTIVE;
        String what = String.join(" ", List.of(words).subList(0, Math.min(3, words.length)));
        return new Judgement(what, null, List.of(), risk, List.of());
    }
}
