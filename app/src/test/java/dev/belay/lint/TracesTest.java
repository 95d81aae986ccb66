package dev.belay.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Engine;

import org.junit.jupiter.api.Test;

import java.util.List;

class TracesTest {
    /** {@code orders}, {@code orders.note}; those that should be gone with a minus before. */
    private static List<String> traces(Engine engine, String... statements) {
        Traces traces = new Traces(engine);
        List.of(statements).forEach(s -> traces.add(s, "x.sql:1"));
        return traces.all().stream().map(t -> (t.there() ? "" : "-") + t.text()).toList();
    }

    private static List<String> traces(String... statements) {
        return traces(Engine.POSTGRESQL, statements);
    }

    @Test
    void whatIsMadeIsThereAndWhatIsDroppedIsNot() {
        assertThat(
                        traces(
                                "create table if not exists shop.a (x int)",
                                "create unique index concurrently i on shop.a (x)",
                                "create or replace view v as select 1",
                                "create materialized view m as select 1",
                                "select 1 into b",
                                "drop table if exists c, d"))
                .containsExactly("shop.a", "shop.i", "v", "m", "b", "-c", "-d");
    }

    @Test
    void nobodyKnowsWhatAFunctionLeft() {
        assertThat(traces("create table a (x int)", "select g()", "create table b (x int)"))
                .containsExactly("b");
        assertThat(traces("create table a (x int)", "select setval('s', 1), count(*) from a"))
                .containsExactly("a");
        assertThat(traces(Engine.SQLITE, "create table a (x int)", "select g()"))
                .containsExactly("a");
    }

    @Test
    void theLastStatementCounts() {
        assertThat(traces("create table a (x int)", "drop table a")).containsExactly("-a");
        assertThat(traces("drop view v", "create view v as select 1")).containsExactly("v");
    }

    @Test
    void columnsAreFollowedThroughTheirNames() {
        assertThat(
                        traces(
                                "alter table a add b int, add column if not exists c int, drop d",
                                "alter table a rename column b to e",
                                "alter table a rename to f"))
                .containsExactlyInAnyOrder("-a", "f", "-f.b", "f.c", "-f.d", "f.e");
        assertThat(traces("alter table a add b int", "drop table a")).containsExactly("-a");
    }

    @Test
    void whatGoesWithAnotherIsNotMissed() {
        assertThat(traces("create index i on public.a (x)", "drop table a")).containsExactly("-a");
        assertThat(traces("create index i on a (x)", "alter table a drop x"))
                .containsExactly("-a.x");
        assertThat(traces("create table p1 partition of p default", "drop table p"))
                .containsExactly("-p");
        assertThat(traces("create view v as select 1", "drop table a cascade"))
                .containsExactly("-a");
    }

    @Test
    void whatNobodyCanTellIsNotTold() {
        assertThat(
                        traces(
                                "create table a (x int)",
                                "do $$ begin drop table a; end $$",
                                "create temp table b (x int)",
                                "create table pg_temp.c (x int)",
                                "create index on d (x)",
                                "create sequence s",
                                "create table e (x int)",
                                "drop table public.e",
                                "drop table public.e"))
                .containsExactly("-public.e");
        assertThat(traces("create table a (x int)", "set search_path = b", "create table c ()"))
                .isEmpty();
        assertThat(traces("create temp table b (x int)", "drop table b")).isEmpty();
    }

    @Test
    void longNamesAreCutAsTheServerCutsThem() {
        assertThat(traces("create table " + "a".repeat(80) + " ()"))
                .containsExactly("a".repeat(63));
    }

    @Test
    void aRebuiltTableOfSqliteIsThereUnderItsOldName() {
        assertThat(
                        traces(
                                Engine.SQLITE,
                                "create table Orders_new (id integer)",
                                "create index main.i on orders (id)",
                                "drop table orders",
                                "alter table ORDERS_NEW rename to orders",
                                "attach 'x.db' as other"))
                .isEmpty();
        assertThat(
                        traces(
                                Engine.SQLITE,
                                "create table Orders_new (id integer)",
                                "create index main.i on orders (id)",
                                "drop table orders",
                                "alter table ORDERS_NEW rename to orders",
                                "create table other.x (y)",
                                "create temp table z (y)"))
                .containsExactlyInAnyOrder("-orders_new", "orders");
    }

    @Test
    void indexesAreToldWithTheirTables() {
        Traces traces = new Traces(Engine.POSTGRESQL);
        traces.add("create index concurrently on shop.a (x)", "");
        traces.add("create index concurrently i on b (x)", "");
        traces.add("drop index j", "");
        traces.add("create index concurrently j on b (x)", "");
        assertThat(traces.indexes())
                .containsExactly(
                        new Traces.Index("shop", "", "a"), new Traces.Index(null, "i", "b"));
    }
}
