package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.AgeText;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.Texts;

import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The columns of the table of sessions, and what stands in them. */
final class SessionColumns {
    private static final int LONGEST_QUERY = 400;
    private static final String NONE = "–";

    private final FastTable<SessionRow> table;

    private SessionColumns(FastTable<SessionRow> table) {
        this.table = table;
    }

    /** Makes them, in this order. */
    static void fill(FastTable<SessionRow> table, Arrangement arrangement) {
        SessionColumns columns = new SessionColumns(table);
        for (Field field : arrangement.order()) {
            TableColumn<Integer, Integer> column = columns.make(field, arrangement.width(field));
            column.setReorderable(true);
            column.setSortable(true);
            column.setVisible(!arrangement.hidden().contains(field));
        }
    }

    private TableColumn<Integer, Integer> make(Field field, double width) {
        return switch (field) {
            case PID -> text(field, width, SessionColumns::number, "number", "pid");
            case APPLICATION -> text(field, width, SessionColumns::application, "app");
            case USERNAME -> text(field, width, one(a -> word(a.user())));
            case DATABASE -> text(field, width, one(a -> word(a.database())));
            case CLIENT -> text(field, width, one(a -> word(a.client())), "mono");
            case STATE -> table.node(field.id(), field.title(), width, State::new, State::show);
            case AGE -> age(field, width, a -> a.ages().inState());
            case TRANSACTION -> age(field, width, a -> a.ages().transaction());
            case WAITS -> text(field, width, one(SessionColumns::waits), "muted");
            case BLOCKERS -> text(field, width, one(SessionColumns::blockers), "mono", "fail-text");
            case QUERY -> text(field, width, SessionColumns::query, "mono", "query");
        };
    }

    private TableColumn<Integer, Integer> text(
            Field field, double width, Function<SessionRow, String> text, String... classes) {
        return table.text(field.id(), field.title(), width, text, classes);
    }

    private TableColumn<Integer, Integer> age(
            Field field, double width, Function<Activity, @Nullable Duration> age) {
        return table.node(
                field.id(),
                field.title(),
                width,
                AgeText::new,
                (text, row) ->
                        text.show(
                                row instanceof SessionRow.One one
                                        ? age.apply(one.session())
                                        : null),
                "number");
    }

    private static Function<SessionRow, String> one(Function<Activity, String> text) {
        return row -> row instanceof SessionRow.One one ? text.apply(one.session()) : "";
    }

    private static String number(SessionRow row) {
        return switch (row) {
            case SessionRow.One one -> Integer.toString(one.session().pid());
            case SessionRow.Group group ->
                    Messages.text(
                            group.open() ? "sessions.open" : "sessions.folded",
                            Units.count(group.total()));
        };
    }

    private static String application(SessionRow row) {
        return switch (row) {
            case SessionRow.One one -> {
                Activity a = one.session();
                boolean named = a.application() != null && !a.application().isEmpty();
                yield word(named ? a.application() : a.kind());
            }
            case SessionRow.Group group -> group.name();
        };
    }

    /** That an idle session waits for its client says nothing. */
    private static String waits(Activity a) {
        boolean idle = a.idle();
        return idle || a.waits() == null ? "" : a.waits();
    }

    /** The first whole, and how many there are beside it. */
    private static String blockers(Activity a) {
        List<Integer> all = a.blockedBy().stream().distinct().toList();
        if (all.isEmpty()) {
            return "";
        }
        int pid = all.getFirst();
        String first = pid == 0 ? Messages.text("session.prepared") : Integer.toString(pid);
        return all.size() == 1 ? first : first + " +" + (all.size() - 1);
    }

    private static String query(SessionRow row) {
        return switch (row) {
            case SessionRow.One one -> oneLine(one.session());
            case SessionRow.Group group -> group.words();
        };
    }

    private static String oneLine(Activity a) {
        if (a.hidden()) {
            return Messages.text("session.hidden");
        }
        String query = a.query() == null ? "" : a.query();
        String cut = query.substring(0, Math.min(query.length(), LONGEST_QUERY));
        return cut.strip().replaceAll("\\s+", " ");
    }

    static String word(@Nullable String word) {
        return word == null || word.isBlank() ? NONE : word;
    }

    /** A state in its colour. */
    private static final class State extends Label {
        private String colour = "";

        State() {
            setMinWidth(0);
            Texts.withWhole(this);
        }

        void show(SessionRow row) {
            String words = row instanceof SessionRow.One one ? words(one.session()) : "";
            if (!words.equals(getText())) {
                setText(words);
            }
            String now = row instanceof SessionRow.One one ? colour(one) : "text";
            if (!now.equals(colour)) {
                colour = now;
                getStyleClass().setAll(List.of("label", now));
            }
        }

        private static String words(Activity a) {
            if (a.hidden()) {
                return Messages.text("session.hidden");
            }
            return a.blocked() ? Messages.text("sessions.waiting") : word(a.state());
        }

        private static String colour(SessionRow.One one) {
            if (one.gone()) {
                return "stale";
            }
            return switch (Field.calm(one.session())) {
                case 0 -> "fail-text";
                case 1 -> "warn-text";
                case 2 -> "strong";
                default -> "muted";
            };
        }
    }
}
