package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.activity.LockTree;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Engine;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Hold;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.session.Beside;
import dev.belay.ui.session.Ending;
import dev.belay.ui.session.NoteLines;
import dev.belay.ui.session.NoteLines.Note;
import dev.belay.ui.session.SessionPane;
import dev.belay.ui.session.Sight;
import dev.belay.ui.session.Subject;
import dev.belay.watch.Answer;
import dev.belay.watch.Detail;
import dev.belay.watch.View;
import dev.belay.watch.Watches;

import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One target: who is connected, filtered, sorted and grouped, with the chosen one beside. */
public final class SessionsScreen implements Screen {
    private final Clock clock;
    private final boolean server;
    private final Sight sight;
    private final SessionTable model = new SessionTable();
    private final SessionsTable table;
    private final SessionsBar bar;
    private final NoteLines notes = new NoteLines();
    private final Label placeholder = Texts.wrapped("", "muted");
    private final SessionPane detail;
    private final Beside root;
    private @Nullable View shown;
    private @Nullable Instant read;

    /**
     * @param ending shows what the end of a session would do
     * @param arrangement how somebody likes the table, for all targets
     */
    public SessionsScreen(
            Watches watches, String target, Clock clock, Ending ending, Arrangement arrangement) {
        this.clock = clock;
        server = watches.find(target).map(w -> w.target().engine() != Engine.SQLITE).orElse(true);
        table = new SessionsTable(model, arrangement, row -> choose());
        table.node().setPlaceholder(placeholder);
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        new Hold(table.node(), this::hold);
        bar = new SessionsBar(this::filter, this::focusContent, this::group);
        detail = new SessionPane(clock, ending);
        VBox left = new VBox(bar, notes, table.node());
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        root = new Beside(left, detail);
        root.detail(false);
        root.getStyleClass().add("sessions-page");
        sight = new Sight(watches, target, List.of(Detail.SESSIONS, Detail.LOCKS), this::show);
    }

    private void filter(String text) {
        SessionFilter filter = SessionFilter.of(text);
        bar.fault(filter.fault());
        model.filter(filter);
        refill();
    }

    private void group(Grouping by) {
        table.group(by);
        refill();
    }

    private void hold(boolean held) {
        model.hold(held);
        refill();
    }

    private void refill() {
        View view = shown;
        if (view != null) {
            read = null;
            show(view);
        }
    }

    private void show(View view) {
        shown = view;
        Answer<List<Activity>> sessions = view.inside().sessions();
        List<Activity> all = sessions.value();
        if (all != null && !Objects.equals(sessions.at(), read)) {
            read = sessions.at();
            model.update(all);
            table.node().show(model.rows());
        }
        Instant now = clock.instant();
        placeholder.setText(empty(sessions));
        count(all);
        tell(view, sessions, now);
        choose();
    }

    private String empty(Answer<List<Activity>> sessions) {
        if (sessions.at() == null) {
            return Messages.text("sessions.unread");
        }
        if (sessions.value() == null) {
            return server
                    ? Messages.text("sessions.untold", sessions.why())
                    : Messages.text("locks.untold.file");
        }
        if (model.total() > 0) {
            return Messages.text("sessions.filtered");
        }
        return server ? Messages.text("sessions.nobody") : Messages.text("locks.nobody.file");
    }

    private void count(@Nullable List<Activity> all) {
        if (all == null) {
            bar.show("", "", model.grouping());
            return;
        }
        String first =
                server
                        ? Messages.text("sessions.total", all.size())
                        : Messages.text("sessions.processes", all.size());
        boolean some = model.matching() != all.size();
        bar.show(
                first,
                some ? Messages.text("sessions.shown", Units.count(model.matching())) : "",
                model.grouping());
    }

    private void tell(View view, Answer<List<Activity>> sessions, Instant now) {
        List<Note> all = new ArrayList<>();
        root.getStyleClass().remove("stale-page");
        if (view.stale(now)) {
            root.getStyleClass().add("stale-page");
            Instant at = sessions.at();
            all.add(
                    new Note(
                            StatusIcon.Kind.STALE,
                            at == null
                                    ? Messages.text("locks.stale.never")
                                    : Messages.text("locks.stale", Ages.text(at, now))));
        }
        List<Activity> known = sessions.value();
        if (known != null && known.stream().anyMatch(Activity::hidden)) {
            all.add(new Note(StatusIcon.Kind.LOCK, Messages.text("locks.hidden")));
        }
        if (model.later() > 0) {
            all.add(new Note(StatusIcon.Kind.WAITING, Messages.text("locks.later", model.later())));
        }
        notes.show(all);
    }

    private void choose() {
        SessionRow row = table.node().chosen();
        if (row instanceof SessionRow.One one) {
            Subject subject = Subject.of(one.session(), tree(), server);
            detail.show(one.gone() ? subject.ended() : subject);
        } else if (row != null || table.node().chosenIdentity() == null) {
            detail.show(null);
        } else if (detail.shown() != null) {
            detail.show(detail.shown().ended());
        }
        root.detail(detail.shown() != null);
        table.squeeze(detail.shown() != null);
    }

    private LockTree tree() {
        LockTree known = shown == null ? null : shown.inside().locks().value();
        return known == null ? LockTree.empty(clock.instant()) : known;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && detail.shown() != null) {
            root.front(true);
            detail.focusContent();
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown() && !event.isShiftDown()) {
            copy();
            event.consume();
        }
    }

    private void copy() {
        Subject one = detail.shown();
        if (one != null) {
            Buttons.copy(one.text());
        }
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        sight.open();
    }

    @Override
    public void onHide() {
        sight.hide();
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>(detail.actions());
        for (Grouping each : Grouping.values()) {
            String title = Messages.text("sessions.action.group", each.words());
            all.add(Action.of(title, "", () -> group(each)));
        }
        return all;
    }

    @Override
    public void focusContent() {
        table.node().requestFocus();
    }

    @Override
    public boolean focusFilter() {
        bar.filter().focusField();
        return true;
    }

    @Override
    public boolean escape() {
        if (root.isFront()) {
            root.front(false);
            focusContent();
            return true;
        }
        boolean inFilter = bar.filter().hasFocus();
        if (inFilter) {
            focusContent();
        }
        if (bar.filter().clear() || inFilter) {
            return true;
        }
        boolean chosen = table.node().chosenIdentity() != null;
        table.node().forget();
        choose();
        return chosen;
    }

    @Override
    public void close() {
        sight.close();
    }
}
