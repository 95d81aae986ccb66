package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.ui.session.SessionKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The sessions of a target as filtered, ordered and grouped lines. */
final class SessionTable {
    /** The place of one that does not fit. */
    private static final Integer NOT = -1;

    /** By pid, as they were ordered last. */
    private final Map<Integer, Integer> places = new HashMap<>();

    private final Set<String> folded = new HashSet<>();
    private List<Activity> all = List.of();
    private SessionFilter filter = SessionFilter.ALL;
    private Field field = Field.STATE;
    private boolean reverse;
    private Grouping grouping = Grouping.NONE;
    private List<SessionRow> rows = List.of();
    private List<Activity> fitting = List.of();
    private boolean held;
    private int later;

    /** Other sessions, or the same a moment later. */
    void update(List<Activity> now) {
        all = now;
        if (held && !rows.isEmpty()) {
            keep();
        } else {
            arrange();
        }
    }

    void filter(SessionFilter now) {
        filter = now;
        arrange();
    }

    /**
     * @param backwards the other way round than a person wants it first
     */
    void sort(Field by, boolean backwards) {
        field = by;
        reverse = backwards;
        arrange();
    }

    void group(Grouping by) {
        grouping = by;
        folded.clear();
        arrange();
    }

    Grouping grouping() {
        return grouping;
    }

    /** Folds a group away, or shows it again. */
    void toggle(SessionRow.Group group) {
        if (!folded.remove(group.name())) {
            folded.add(group.name());
        }
        arrange();
    }

    /** While held, each line keeps its place; who comes anew waits until it is not. */
    void hold(boolean now) {
        if (held != now) {
            held = now;
            if (!now) {
                arrange();
            }
        }
    }

    private void arrange() {
        List<Activity> found = inPlaces();
        fitting = List.copyOf(found);
        later = 0;
        found.sort(order());
        places.clear();
        for (int i = 0; i < found.size(); i++) {
            places.put(found.get(i).pid(), i);
        }
        rows = grouping == Grouping.NONE ? lines(found) : groups(found);
    }

    /** Those that fit, as they were ordered before: sorting what is nearly sorted costs little. */
    private List<Activity> inPlaces() {
        @Nullable Activity[] before = new Activity[places.size()];
        List<Activity> others = new ArrayList<>();
        for (Activity session : all) {
            Integer place = filter.test(session) ? places.get(session.pid()) : NOT;
            if (place == null || (place >= 0 && before[place] != null)) {
                others.add(session);
            } else if (place >= 0) {
                before[place] = session;
            }
        }
        List<Activity> found = new ArrayList<>(all.size());
        for (Activity session : before) {
            if (session != null) {
                found.add(session);
            }
        }
        found.addAll(others);
        return found;
    }

    private Comparator<Activity> order() {
        Comparator<Activity> order = reverse ? field.order().reversed() : field.order();
        // What is not there is last, whichever way round.
        return Comparator.<Activity, Boolean>comparing(field::none)
                .thenComparing(order)
                .thenComparing(Field.AGE.order())
                .thenComparingInt(Activity::pid);
    }

    private static List<SessionRow> lines(List<Activity> sessions) {
        List<SessionRow> lines = new ArrayList<>(sessions.size());
        sessions.forEach(session -> lines.add(new SessionRow.One(session, false)));
        return lines;
    }

    private List<SessionRow> groups(List<Activity> sessions) {
        Map<String, List<Activity>> by = new TreeMap<>();
        for (Activity session : sessions) {
            by.computeIfAbsent(grouping.of(session), n -> new ArrayList<>()).add(session);
        }
        List<SessionRow.Group> heads =
                by.entrySet().stream()
                        .map(e -> head(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparingInt(SessionRow.Group::total).reversed())
                        .toList();
        List<SessionRow> lines = new ArrayList<>(sessions.size() + heads.size());
        for (SessionRow.Group head : heads) {
            lines.add(head);
            if (head.open()) {
                lines.addAll(lines(by.getOrDefault(head.name(), List.of())));
            }
        }
        return lines;
    }

    private SessionRow.Group head(String name, List<Activity> sessions) {
        Integer[] counts = {0, 0, 0, 0, 0};
        sessions.forEach(session -> counts[Field.calm(session)]++);
        return new SessionRow.Group(name, List.of(counts), !folded.contains(name));
    }

    /** What is known now, in the places of before. */
    private void keep() {
        Map<Integer, Activity> found = new HashMap<>(all.size() * 2);
        for (Activity session : all) {
            if (filter.test(session)) {
                found.put(session.pid(), session);
            }
        }
        fitting = List.copyOf(found.values());
        List<SessionRow> kept = new ArrayList<>(rows.size());
        for (SessionRow row : rows) {
            kept.add(row instanceof SessionRow.One one ? again(one, found) : row);
        }
        rows = kept;
        later = grouping == Grouping.NONE ? found.size() : 0;
    }

    private static SessionRow again(SessionRow.One one, Map<Integer, Activity> found) {
        Activity now = found.get(one.session().pid());
        SessionRow.One again = now == null ? null : new SessionRow.One(now, false);
        if (again == null || !again.key().equals(one.key())) {
            return new SessionRow.One(one.session(), true);
        }
        found.remove(one.session().pid());
        return again;
    }

    /** The lines in their order. */
    List<SessionRow> rows() {
        return rows;
    }

    /** The session of that line, also where a filter or a folded group hides it: it is not gone. */
    Optional<Activity> find(@Nullable Object key) {
        return key instanceof SessionKey wanted
                ? all.stream()
                        .filter(a -> a.pid() == wanted.who().pid())
                        .filter(a -> new SessionRow.One(a, false).key().equals(wanted))
                        .findFirst()
                : Optional.empty();
    }

    int total() {
        return all.size();
    }

    /** How many sessions fit the filter, folded away or not. */
    int matching() {
        return fitting.size();
    }

    /** Those that fit the filter, in no order that means anything. */
    List<Activity> fitting() {
        return fitting;
    }

    /** How many are not among the lines yet, since nothing moves under a pointer. */
    int later() {
        return later;
    }
}
