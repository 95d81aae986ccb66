package dev.belay.ui.fleet;

import dev.belay.history.History;
import dev.belay.message.Messages;
import dev.belay.ui.kit.chart.Mark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened lately on any target, as marks of the one time bar. */
final class FleetMarks {
    private static final Duration LATELY = Duration.ofHours(2);

    private FleetMarks() {}

    static List<Mark> of(List<FleetRow> rows) {
        List<Mark> marks = new ArrayList<>();
        for (FleetRow row : rows) {
            History history = row.view().history();
            Instant since = row.now().minus(LATELY);
            if (history != null) {
                history.migrations().stream()
                        .filter(m -> m.installedOn() != null && m.installedOn().isAfter(since))
                        .map(
                                m ->
                                        new Mark(
                                                m.installedOn(),
                                                Mark.Kind.MIGRATION,
                                                row.name()
                                                        + " "
                                                        + (m.version() == null
                                                                ? m.description()
                                                                : "V" + m.version())))
                        .forEach(marks::add);
                history.undoings().stream()
                        .filter(u -> u.at().isAfter(since))
                        .map(
                                u ->
                                        new Mark(
                                                u.at(),
                                                Mark.Kind.MIGRATION,
                                                row.name()
                                                        + " "
                                                        + Messages.text(
                                                                "ui.mark.undone", u.version())))
                        .forEach(marks::add);
            }
        }
        marks.sort(Comparator.comparing(Mark::at));
        return List.copyOf(marks);
    }
}
