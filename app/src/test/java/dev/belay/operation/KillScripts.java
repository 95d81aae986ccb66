package dev.belay.operation;

import dev.belay.target.Engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Migrations, undo scripts and seeds that write some thousand rows, the same ones at every run, so
 * that what they leave can be compared; one of them takes something away, so that a copy is due.
 */
final class KillScripts {
    static final List<String> ALL = List.of("V", "U", "R");
    static final List<String> ROW_SETS = List.of("a_tags", "b_customers", "c_orders");
    static final List<String> SCRIPT_SETS = List.of("a_scores", "b_more");

    private static final String BROKEN = "select * from no_such_table;";

    private static final Map<String, String> MIGRATIONS =
            Map.ofEntries(
                    Map.entry(
                            "V1__customers",
                            """
                            create table customers (id $ID, email text not null unique, name text not null,
                                score integer not null default 0);
                            insert into customers (email, name) $N(1500)
                                select 'c' || i || '@mail.example', 'Customer ' || i from n;
                            """),
                    Map.entry("U1__customers", "drop table customers;"),
                    Map.entry(
                            "V2__orders",
                            """
                            create table orders (id $ID, customer_id integer not null references customers (id),
                                total integer not null, note text);
                            create index orders_customer_idx on orders (customer_id);
                            insert into orders (customer_id, total, note) $N(3000)
                                select 1 + i * 7 % 1500, i * 31 % 9000, 'note ' || i from n;
                            """),
                    Map.entry("U2__orders", "drop table orders;"),
                    Map.entry(
                            "V3__tags",
                            """
                            create table tags (id $ID, label text not null unique, weight integer not null default 1);
                            insert into tags (label) $N(400) select 'tag ' || i from n;
                            """),
                    Map.entry("U3__tags", "drop table tags;"),
                    Map.entry(
                            "V4__levels",
                            """
                            alter table customers add column level text not null default 'basic';
                            update customers set score = id % 17, level = case when id % 5 = 0 then 'gold' else 'basic' end;
                            """),
                    Map.entry(
                            "U4__levels",
                            """
                            update customers set score = 0;
                            alter table customers drop column level;
                            """),
                    Map.entry("V5__without_notes", "alter table orders drop column note;"),
                    Map.entry("U5__without_notes", "alter table orders add column note text;"),
                    Map.entry(
                            "V6__order_lines",
                            """
                            create table order_lines (order_id integer not null references orders (id),
                                line integer not null, sku text not null, primary key (order_id, line));
                            insert into order_lines (order_id, line, sku) $N(4000)
                                select 1 + i % 3000, 1 + i / 3000, 'sku ' || i % 97 from n;
                            create index order_lines_sku_idx on order_lines (sku);
                            """),
                    Map.entry("U6__order_lines", "drop table order_lines;"),
                    Map.entry(
                            "R__customer_totals",
                            """
                            drop view if exists customer_totals;
                            create view customer_totals as select c.id, c.level, count(o.id) as orders,
                                sum(o.total) as total from customers c left join orders o on o.customer_id = c.id
                                group by c.id, c.level;
                            """));

    private final Engine engine;

    KillScripts(Engine engine) {
        this.engine = engine;
    }

    /**
     * Writes migrations.
     *
     * @param prefixes which of them
     */
    Path migrations(Path folder, List<String> prefixes) throws IOException {
        Files.createDirectories(folder);
        for (String prefix : prefixes) {
            for (String name : names(prefix)) {
                Files.writeString(folder.resolve(name + ".sql"), sql(MIGRATIONS.get(name)));
            }
        }
        return folder;
    }

    /** All of them, with one that fails: what runs stops there, as if killed before it. */
    Path migrationsUntil(Path folder, String broken) throws IOException {
        migrations(folder, ALL);
        Files.writeString(folder.resolve(broken + ".sql"), BROKEN);
        return folder;
    }

    /** The names that begin so, in the order they run. */
    static List<String> names(String prefix) {
        return new TreeMap<>(MIGRATIONS)
                .keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private String sql(String text) {
        String id =
                engine == Engine.SQLITE
                        ? "integer primary key"
                        : "integer generated by default as identity primary key";
        return text.replace("$ID", id)
                .replaceAll(
                        "\\$N\\((\\d+)\\)",
                        "with recursive n(i) as (select 1 union all select i + 1 from n where i <"
                                + " $1)");
    }

    /** Three sets of rows: each has rows that are there, that differ, and that are new. */
    Path rowSeeds(Path folder) throws IOException {
        String tags = lines(1, 500, i -> i + ",label " + i + "," + i % 9);
        write(folder, "a_tags/tags.csv", "id,label,weight\n" + tags + "\n");
        String customers =
                lines(
                        1400,
                        1900,
                        i ->
                                "{\"id\": %d, \"email\": \"s%d@mail.example\", \"name\": \"Seed %d\"}"
                                        .formatted(i, i, i));
        write(folder, "b_customers/customers.json", "[" + customers.replace("}\n{", "},\n{") + "]");
        String orders = lines(2500, 3400, i -> i + "," + (1 + i % 1900) + "," + i % 77);
        write(folder, "c_orders/orders.csv", "id,customer_id,total\n" + orders + "\n");
        return folder;
    }

    /** Two sets of scripts, which may be run again. */
    Path scriptSeeds(Path folder) throws IOException {
        write(
                folder,
                "a_scores/scores.sql",
                """
                update customers set score = 1000 + id where id % 3 = 0;
                update orders set total = 1 where total > 8000;
                """);
        write(
                folder,
                "b_more/tags.sql",
                sql(
                        """
                        insert into tags (id, label, weight) $N(700)
                            select 1000 + i, 'more ' || i, i % 5 from n where true on conflict do nothing;
                        update tags set weight = 50 where label like 'more 1%';
                        """
                                + counted()));
        return folder;
    }

    /** What a careful script does after it has named numbers itself. */
    private String counted() {
        return engine == Engine.SQLITE
                ? ""
                : "select setval(pg_get_serial_sequence('tags', 'id'), max(id)) from tags;\n";
    }

    private static String lines(int from, int to, java.util.function.IntFunction<String> line) {
        return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
