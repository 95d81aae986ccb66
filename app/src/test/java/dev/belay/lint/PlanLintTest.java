package dev.belay.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Engine;

import org.junit.jupiter.api.Test;

import java.util.List;

class PlanLintTest {
    private static List<Judgement> judge(Engine engine, String... statements) {
        PlanLint lint = new PlanLint(engine);
        return List.of(statements).stream().map(lint::judge).toList();
    }

    private static Judgement last(String... statements) {
        return judge(Engine.POSTGRESQL, statements).getLast();
    }

    @Test
    void whatWasMadeInThePlanCannotBeLost() {
        for (String sql :
                List.of(
                        "alter table orders drop column a",
                        "update orders set a = 1",
                        "truncate orders",
                        "drop table orders",
                        "alter table orders alter a type bigint",
                        "create index on orders (a)")) {
            Judgement judgement = last("create table orders (a int)", sql);
            assertThat(judgement.risk()).as(sql).isEqualTo(Risk.ADDITIVE);
            assertThat(judgement.locks()).as(sql).isEmpty();
            assertThat(judgement.lock()).as(sql).isNull();
            assertThat(judgement.advice()).as(sql).isEmpty();
        }
    }

    @Test
    void anIndexMadeInThePlanIsDroppedWithoutLoss() {
        assertThat(last("create index i on shop.orders (a)", "drop index shop.i").risk())
                .isEqualTo(Risk.ADDITIVE);
        assertThat(last("create index i on shop.orders (a)", "drop index i cascade").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
    }

    @Test
    void aColumnMadeInThePlanOverwritesNothing() {
        Judgement filled =
                last(
                        "alter table credentials add rotated_at timestamptz, add b int",
                        "update credentials set rotated_at = created_at");
        assertThat(filled.risk()).isEqualTo(Risk.ADDITIVE);
        assertThat(filled.lock()).isEqualTo("ROW EXCLUSIVE");
        assertThat(
                        last(
                                        "alter table credentials add rotated_at timestamptz",
                                        "update credentials set rotated_at = now(), kind = 'x'")
                                .risk())
                .isEqualTo(Risk.DESTRUCTIVE);
        assertThat(last("alter table a add b int", "alter table a drop b").risk())
                .isEqualTo(Risk.ADDITIVE);
        assertThat(last("alter table a add b int", "delete from a").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
    }

    @Test
    void anOldTableStaysLockedByANewForeignKey() {
        Judgement judgement =
                last(
                        "create table lines (id int, o bigint)",
                        "alter table lines add foreign key (o) references orders");
        assertThat(LintCase.text(judgement.locks())).isEqualTo("orders SRX");
        assertThat(judgement.advice()).isEmpty();
    }

    @Test
    void whatMayHaveBeenThereBeforeIsNotNew() {
        assertThat(last("create table if not exists a (b int)", "drop table a").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
        assertThat(
                        last("alter table a add column if not exists b int", "update a set b = 1")
                                .risk())
                .isEqualTo(Risk.DESTRUCTIVE);
    }

    @Test
    void anotherTableOfTheSameNameIsNotNew() {
        assertThat(last("create table a (b int)", "drop table shop.a").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
        assertThat(last("create table \"A\" (b int)", "drop table a").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
        assertThat(last("create table a (b int)", "set search_path = shop", "drop table a").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
        assertThat(last("create table a (b int)", "drop table a", "drop table a").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
    }

    @Test
    void aNewTableIsNewUnderItsNextName() {
        assertThat(
                        last("create table a (b int)", "alter table a rename to c", "drop table c")
                                .risk())
                .isEqualTo(Risk.ADDITIVE);
        assertThat(
                        last("create table a (b int)", "alter table a rename to c", "drop table a")
                                .risk())
                .isEqualTo(Risk.DESTRUCTIVE);
    }

    @Test
    void aTableRebuiltOnSqliteIsTold() {
        List<Judgement> all =
                judge(
                        Engine.SQLITE,
                        "create table Orders_new (id integer primary key)",
                        "insert into orders_new select id from orders",
                        "drop table orders",
                        "alter table ORDERS_NEW rename to orders");
        assertThat(all)
                .extracting(Judgement::risk)
                .containsExactly(Risk.ADDITIVE, Risk.ADDITIVE, Risk.DESTRUCTIVE, Risk.ADDITIVE);
        assertThat(all.getLast().advice())
                .extracting(Advice::key)
                .containsExactly("lint.sqlite.rebuild");
    }

    @Test
    void codeNobodyCanReadStaysDangerous() {
        assertThat(last("create table a (b int)", "do $$ begin drop table b; end $$").risk())
                .isEqualTo(Risk.DESTRUCTIVE);
    }

    @Test
    void aFunctionThatNobodyCanReadIsARemarkAndTheServersOwnAreNot() {
        for (String sql :
                List.of(
                        "select g()",
                        "select app.g(1)",
                        "select * from g(1) as t(a, b)",
                        "select 1 where exists (select g())",
                        "select a, g() as b from (values (1)) v(a)",
                        "with x(a) as (select g()) select count(*) from x",
                        "explain analyze select \"g\"()")) {
            Judgement judgement = last(sql);
            assertThat(judgement.risk()).as(sql).isEqualTo(Risk.HARMLESS);
            assertThat(judgement.advice()).as(sql).singleElement().matches(Advice::remark);
        }
        assertThat(last("select app.g(1)").advice().getFirst().text()).startsWith("What app.g() ");
        for (String sql :
                List.of(
                        "select setval('s', max(id)), nextval('s'), pg_sleep(1) from a",
                        "select pg_catalog.anything(), lower(b), now(), jsonb_build_object() from"
                                + " a",
                        "select * from (select 1) t(a) join lateral (select 2) u(b) on (a = b)",
                        "select 1::numeric(10, 2), cast(a as varchar(3)), array(select 1) from a",
                        "select a from t as x (a) where a = any(array[1]) and b in (1) and not (c)",
                        "with x(a) as (select 1), y(b) as materialized (select 2) table x",
                        "with x as (insert into t(a) values (1) returning a) select a from x")) {
            assertThat(last(sql).advice()).as(sql).isEmpty();
        }
        assertThat(judge(Engine.SQLITE, "select g()").getLast().advice()).isEmpty();
    }

    @Test
    void theLiveTypeIsForgottenWhenAnythingBeforeMayHaveChangedIt() {
        String sql = "alter table orders alter a type text";
        assertThat(retyped(sql)).isEqualTo("lint.type.light");
        assertThat(retyped("alter table orders add b int", "alter table lines drop c", sql))
                .isEqualTo("lint.type.perhaps");
        for (String before :
                List.of(
                        "alter table orders alter a type int using 1",
                        "alter table orders rename b to a",
                        "alter table old rename to orders",
                        "do $$ begin end $$",
                        "set search_path = other")) {
            assertThat(retyped(before, sql)).as(before).isEqualTo("lint.type.perhaps");
        }
        assertThat(retyped("alter table lines alter a type int using 1", sql))
                .isEqualTo("lint.type.light");
    }

    private static String retyped(String... statements) {
        PlanLint lint = new PlanLint(Engine.POSTGRESQL, _ -> "character varying(20)");
        return List.of(statements).stream()
                .map(lint::judge)
                .toList()
                .getLast()
                .advice()
                .getLast()
                .key();
    }
}
