package dev.belay.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.stream.Stream;

class PostgresqlLintTest {
    static final List<LintCase> CASES =
            Stream.concat(PostgresqlCases.IN_TRANSACTION.stream(), PostgresqlCases.ALONE.stream())
                    .toList();

    @ParameterizedTest
    @FieldSource("CASES")
    void lockTablesRiskAndAdviceAreAsThePaperSays(LintCase expected) {
        assertThat(expected.judged(Engine.POSTGRESQL).line()).isEqualTo(expected.line());
        Lint.judge(Engine.POSTGRESQL, expected.sql())
                .advice()
                .forEach(a -> assertThat(a.text()).doesNotContainPattern("\\{\\d").endsWith("."));
    }

    private static String what(String sql) {
        return Lint.judge(Engine.POSTGRESQL, sql).what();
    }

    @Test
    void theActIsToldInAFewWords() {
        assertThat(what("create table shop.\"Or ders\" (id int)"))
                .isEqualTo("create table shop.Or ders");
        assertThat(what("/* a /* b */ c */ ALTER TABLE projects -- x\n DROP COLUMN version;"))
                .isEqualTo("drop column projects.version");
        assertThat(what("alter table a add b int, add c int, add d int, add e int"))
                .isEqualTo("add column a.b, add column a.c, add column a.d and 1 more");
        assertThat(what("-- nothing\n")).isEqualTo("nothing");
    }

    @Test
    void theStrongestLockIsTheStatements() {
        Judgement judgement =
                Lint.judge(
                        Engine.POSTGRESQL, "ALTER TABLE orders ADD p bigint REFERENCES projects");
        assertThat(judgement.lock()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(judgement.tables()).containsExactly("orders", "projects");
    }

    @Test
    void wordsInQuotesAndCommentsAreNotKeywords() {
        assertThat(
                        Lint.judge(
                                        Engine.POSTGRESQL,
                                        "UPDATE orders SET note = E'\\' where', a = $$ where $$"
                                                + " /* where */ -- where")
                                .advice())
                .extracting(Advice::key)
                .containsExactly("lint.update.all");
    }

    @Test
    void aScriptThatMixesIsTold() {
        assertThat(
                        Lint.script(
                                Engine.POSTGRESQL,
                                List.of(
                                        new Lint.Statement("create table a (id int)", true),
                                        new Lint.Statement(
                                                "create index concurrently i on b (c)", false))))
                .extracting(Advice::text)
                .singleElement()
                .asString()
                .contains("create index i on b", "script of its own");
    }

    @Test
    void aTableThatStaysLockedWhileTheScriptWorksIsTold() {
        var statements =
                List.of(
                        new Lint.Statement("alter table orders add c int", true),
                        new Lint.Statement("update orders set c = 1", true));
        assertThat(Lint.script(Engine.POSTGRESQL, statements))
                .extracting(Advice::key)
                .containsExactly("lint.script.held");
        assertThat(Lint.script(Engine.POSTGRESQL, statements.reversed())).isEmpty();
    }
}
