package dev.belay.ui.fleet;

import dev.belay.watch.View;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of the fleet, filtered and in order. While it is held, because someone points at a
 * line, no line changes its place; new ones come last.
 */
final class FleetModel {
    /** The worst first; among equals production first. */
    static final Comparator<View> VIEW_ORDER =
            Comparator.comparing(View::condition)
                    .thenComparing(v -> v.target().environment(), Comparator.reverseOrder())
                    .thenComparing(v -> v.target().name(), String.CASE_INSENSITIVE_ORDER);

    static final Comparator<FleetRow> WORST_FIRST =
            Comparator.comparing(FleetRow::view, VIEW_ORDER);

    private final Map<String, FleetItem> items = new LinkedHashMap<>();
    private final ObservableList<FleetItem> shown = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Set<View.Condition>> conditions =
            new SimpleObjectProperty<>(Set.of());
    private Comparator<FleetRow> order = WORST_FIRST;
    private boolean held;

    FleetModel() {
        filter.addListener((of, old, now) -> arrange());
        conditions.addListener((of, old, now) -> arrange());
    }

    /** The lines to show, in order. */
    ObservableList<FleetItem> shown() {
        return shown;
    }

    StringProperty filter() {
        return filter;
    }

    /** Only targets of these conditions are shown; all, if it is empty. */
    ObjectProperty<Set<View.Condition>> conditions() {
        return conditions;
    }

    int size() {
        return items.size();
    }

    /** How many targets stand how, whatever the filter. */
    Map<View.Condition, Integer> counts() {
        Map<View.Condition, Integer> counts = new EnumMap<>(View.Condition.class);
        items.values().forEach(i -> counts.merge(i.row().condition(), 1, Integer::sum));
        return counts;
    }

    List<FleetRow> rows() {
        return items.values().stream().map(FleetItem::row).toList();
    }

    void order(Comparator<FleetRow> by) {
        order = by;
        arrange();
    }

    /** No line moves until it is let go again. */
    void hold(boolean hold) {
        boolean released = held && !hold;
        held = hold;
        if (released) {
            arrange();
        }
    }

    boolean held() {
        return held;
    }

    /** New readings of some targets. */
    void update(Collection<FleetRow> rows) {
        rows.forEach(this::put);
        settle();
    }

    private void put(FleetRow row) {
        FleetItem item = items.get(row.name());
        if (item == null) {
            items.put(row.name(), new FleetItem(row));
        } else {
            item.show(row);
        }
    }

    /** Only these targets are still watched. */
    void keep(Set<String> names) {
        if (items.keySet().retainAll(names)) {
            settle();
        }
    }

    /** A second has passed. */
    void tick(Instant now) {
        for (FleetItem item : items.values()) {
            FleetRow later = item.row().at(now);
            if (later.counts() || later.stale() != item.row().stale()) {
                item.show(later);
            }
        }
    }

    private void settle() {
        // Before there are lines nobody points at one.
        if (!held || shown.isEmpty()) {
            arrange();
            return;
        }
        List<FleetItem> fitting = fitting();
        List<FleetItem> next = new ArrayList<>(shown);
        next.retainAll(Set.copyOf(items.values()));
        fitting.stream().filter(i -> !next.contains(i)).forEach(next::add);
        replace(next);
    }

    private List<FleetItem> fitting() {
        FleetFilter words = new FleetFilter(filter.get());
        Set<View.Condition> wanted = conditions.get();
        return items.values().stream()
                .filter(i -> wanted.isEmpty() || wanted.contains(i.row().condition()))
                .filter(i -> words.test(i.row()))
                .toList();
    }

    /** Filters and sorts at once, as the user's own wish. */
    void arrange() {
        List<FleetItem> next = new ArrayList<>(fitting());
        next.sort(Comparator.comparing(FleetItem::row, order));
        replace(next);
    }

    /** Changes as little as it can, so that selection and scroll position stay. */
    private void replace(List<FleetItem> next) {
        if (next.equals(shown)) {
            return;
        }
        IdentityHashMap<FleetItem, Integer> place = new IdentityHashMap<>();
        next.forEach(i -> place.put(i, place.size()));
        shown.removeIf(i -> !place.containsKey(i));
        Set<FleetItem> there = Set.copyOf(shown);
        shown.addAll(next.stream().filter(i -> !there.contains(i)).toList());
        if (!next.equals(shown)) {
            shown.sort(Comparator.comparingInt(i -> place.getOrDefault(i, 0)));
        }
    }
}
