package dev.belay.lint;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a statement would do.
 *
 * @param what the act in a few words: {@code create table orders}
 * @param lock the strongest lock it takes, in the engine's own term: {@code ACCESS EXCLUSIVE}; null
 *     where the engine has no such locks or it takes none worth naming
 * @param tables the existing tables it locks so, as they are written in the statement, unquoted and
 *     qualified where the statement qualifies them
 * @param advice what a person should think of first, a sentence each
 */
public record Judgement(
        String what, @Nullable String lock, List<String> tables, Risk risk, List<String> advice) {
    public Judgement {
        tables = List.copyOf(tables);
        advice = List.copyOf(advice);
    }
}
