package dev.belay.ui.sessions;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How somebody likes the table of sessions: its columns, their order and widths, what it is sorted
 * and grouped by. The same for all targets; kept as one line of text.
 */
public final class Arrangement {
    private final Set<Field> hidden = EnumSet.noneOf(Field.class);
    private final Map<Field, Double> widths = new EnumMap<>(Field.class);
    private List<Field> order = List.of(Field.values());
    private Field sort = Field.STATE;
    private boolean reverse;
    private Grouping group = Grouping.NONE;
    private Runnable changed = () -> {};

    /** Hears of every change. */
    public void listen(Runnable listener) {
        changed = listener;
    }

    /** Tells whoever listens that it is another one now. */
    public void changed() {
        changed.run();
    }

    Set<Field> hidden() {
        return hidden;
    }

    List<Field> order() {
        return order;
    }

    double width(Field field) {
        return widths.getOrDefault(field, field.width());
    }

    Field sort() {
        return sort;
    }

    boolean reverse() {
        return reverse;
    }

    Grouping group() {
        return group;
    }

    void hide(Field field, boolean away) {
        if (away ? hidden.add(field) : hidden.remove(field)) {
            changed();
        }
    }

    void order(List<Field> now) {
        if (!now.equals(order)) {
            order = List.copyOf(now);
            changed();
        }
    }

    void width(Field field, double width) {
        Double before = widths.put(field, width);
        if (before == null || before != width) {
            changed();
        }
    }

    void sort(Field by, boolean backwards) {
        if (sort != by || reverse != backwards) {
            sort = by;
            reverse = backwards;
            changed();
        }
    }

    void group(Grouping by) {
        if (group != by) {
            group = by;
            changed();
        }
    }

    /** {@code sort=STATE reverse=false group=NONE columns=PID:64,-CLIENT:104}. */
    public String text() {
        List<String> columns = new ArrayList<>();
        for (Field field : order) {
            String width = Long.toString(Math.round(width(field)));
            columns.add((hidden.contains(field) ? "-" : "") + field.name() + ":" + width);
        }
        return "sort=%s reverse=%s group=%s columns=%s"
                .formatted(sort, reverse, group, String.join(",", columns));
    }

    /** As it was kept; what cannot be understood stays as it is. */
    public void take(String text) {
        for (String part : text.strip().split(" ")) {
            int at = part.indexOf('=');
            try {
                take(part.substring(0, Math.max(0, at)), part.substring(at + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // A word of another version of Belay.
            }
        }
    }

    private void take(String key, String value) {
        switch (key) {
            case "sort" -> sort = Field.valueOf(value);
            case "reverse" -> reverse = Boolean.parseBoolean(value);
            case "group" -> group = Grouping.valueOf(value);
            case "columns" -> columns(value.split(","));
            default -> {}
        }
    }

    /** All of them or none. */
    private void columns(String[] parts) {
        List<Field> known = new ArrayList<>();
        Set<Field> away = EnumSet.noneOf(Field.class);
        Map<Field, Double> wide = new EnumMap<>(Field.class);
        for (String part : parts) {
            boolean gone = part.startsWith("-");
            String[] words = (gone ? part.substring(1) : part).split(":");
            Field field = Field.valueOf(words[0]);
            known.add(field);
            if (gone) {
                away.add(field);
            }
            wide.put(field, Double.valueOf(words[1]));
        }
        known.addAll(List.of(Field.values()));
        order = known.stream().distinct().toList();
        hidden.addAll(away);
        widths.putAll(wide);
    }
}
