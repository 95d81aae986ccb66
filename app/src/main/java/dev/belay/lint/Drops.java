package dev.belay.lint;

import dev.belay.target.Engine;

import java.util.ArrayList;
import java.util.List;

/** Finds the tables and columns that a statement drops. */
public final class Drops {
    private Drops() {}

    /** In the order of the statement; names as the engine folds them. */
    public static List<Drop> of(Engine engine, String sql) {
        Words words = Words.of(engine, sql);
        if (words.take("drop table")) {
            words.take("if exists");
            return words.objects(SchemaObject.Kind.RELATION).stream()
                    .map(t -> new Drop(t.schema(), t.name(), null))
                    .toList();
        }
        if (!words.take("alter table")) {
            return List.of();
        }
        words.take("if exists");
        words.take("only");
        SchemaObject table = words.relation();
        words.take("*");
        List<Drop> drops = new ArrayList<>();
        for (Words part : words.parts()) {
            if (part.take("drop") && !part.at("constraint")) {
                part.take("column");
                part.take("if exists");
                drops.add(new Drop(table.schema(), table.name(), part.next()));
            }
        }
        return drops;
    }
}
