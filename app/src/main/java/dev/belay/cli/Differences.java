package dev.belay.cli;

import dev.belay.message.Messages;
import dev.belay.schema.SchemaDifference;

import java.util.List;

/** Differences of schemas as a command tells them: the two sides beside each other. */
final class Differences {
    private Differences() {}

    static Json json(SchemaDifference difference) {
        return Json.object()
                .put("kind", difference.kind().id())
                .put("name", difference.name())
                .put("expected", difference.expected())
                .put("actual", difference.actual());
    }

    /**
     * @param words the bundle's key under which the words stand: {@code .extra}, {@code .missing},
     *     {@code .other}, {@code .columns}
     */
    static void tell(Output out, List<SchemaDifference> differences, String words) {
        differences.forEach(d -> tell(out, d, words));
    }

    private static void tell(Output out, SchemaDifference difference, String words) {
        String what =
                difference.expected() == null
                        ? ".extra"
                        : difference.actual() == null ? ".missing" : ".other";
        out.line(
                Style.STRONG,
                Messages.text(words + what, difference.kind().words(), difference.name()));
        SideBySide both = SideBySide.of(difference.expected(), difference.actual());
        Table table = new Table();
        table.head(Messages.text(words + ".columns").split("\\|"));
        for (int i = 0; i < both.lines(); i++) {
            Style style = both.other(i) ? Style.WARN : Style.PLAIN;
            table.row(
                    new Table.Cell("  " + both.left().get(i), style),
                    new Table.Cell(both.marks().get(i), style),
                    new Table.Cell(both.right().get(i), style));
        }
        out.table(table);
    }
}
