package dev.belay.seed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement of a script does, as far as its counting needs to know.
 *
 * @param verb in lower case: {@code insert}; behind a {@code WITH}, that of the main statement
 * @param table the one it writes, quoted as the statement has it, or null
 * @param both true if it inserts or updates, and its count does not tell which
 */
record SeedStatement(String verb, @Nullable String table, boolean both) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "--[^\\n]*+|/\\*.*?\\*/|\\s++"
                            + "|'[^']*+(?:''[^']*+)*+'|\\$(\\w*)\\$.*?\\$\\1\\$"
                            + "|(\"[^\"]*+(?:\"\"[^\"]*+)*+\"|`[^`]*+`|\\[[^]]*+]"
                            + "|[\\p{L}_][\\p{L}\\p{N}_$]*+|.)",
                    Pattern.DOTALL);
    private static final Set<String> MAIN =
            Set.of("insert", "update", "delete", "merge", "replace", "select", "values");
    private static final Set<String> WRITING =
            Set.of("insert", "update", "delete", "merge", "replace");
    private static final Set<String> ENDING =
            Set.of("begin", "start", "commit", "end", "abort", "prepare");

    static SeedStatement of(String sql) {
        List<String> tokens = tokens(sql);
        int at = main(tokens);
        String verb = word(tokens, at);
        boolean both =
                verb.equals("replace")
                        || verb.equals("merge")
                        || (verb.equals("insert") && (replaces(tokens, at) || updates(tokens)));
        return new SeedStatement(verb, table(tokens, at, verb), both);
    }

    /** True for one that would take the set's transaction out of Belay's hands. */
    boolean endsTransaction() {
        return ENDING.contains(verb) || verb.equals("rollback");
    }

    /** True if it has rows to write, and so a count of them. */
    boolean writes() {
        return WRITING.contains(verb);
    }

    /** True if rows may be gone after it. */
    boolean removes() {
        return verb.equals("delete") || verb.equals("truncate") || both;
    }

    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group(2) != null) {
                tokens.add(matcher.group(2));
            }
        }
        return tokens;
    }

    private static String word(List<String> tokens, int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).toLowerCase(Locale.ROOT) : "";
    }

    private static int main(List<String> tokens) {
        if (!word(tokens, 0).equals("with")) {
            return 0;
        }
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            String token = word(tokens, i);
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth == 0 && MAIN.contains(token)) {
                return i;
            }
        }
        return 0;
    }

    private static boolean replaces(List<String> tokens, int main) {
        return word(tokens, main + 1).equals("or") && word(tokens, main + 2).equals("replace");
    }

    private static boolean updates(List<String> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (word(tokens, i).equals("do") && word(tokens, i + 1).equals("update")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String table(List<String> tokens, int main, String verb) {
        int at =
                switch (verb) {
                    case "insert", "replace", "merge" -> after(tokens, main, "into");
                    case "delete" -> after(tokens, main, "from");
                    case "update" -> word(tokens, main + 1).equals("or") ? main + 3 : main + 1;
                    default -> tokens.size();
                };
        if (word(tokens, at).equals("only")) {
            at++;
        }
        if (at >= tokens.size()) {
            return null;
        }
        String name = tokens.get(at);
        return word(tokens, at + 1).equals(".") && at + 2 < tokens.size()
                ? name + "." + tokens.get(at + 2)
                : name;
    }

    private static int after(List<String> tokens, int from, String word) {
        for (int i = from; i < tokens.size(); i++) {
            if (word(tokens, i).equals(word)) {
                return i + 1;
            }
        }
        return tokens.size();
    }
}
