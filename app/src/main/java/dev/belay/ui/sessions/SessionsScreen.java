package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.activity.Holds;
import dev.belay.activity.LockTree;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Hold;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.session.Beside;
import dev.belay.ui.session.Ending;
import dev.belay.ui.session.Frozen;
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
import java.util.Optional;

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
    private final Beside beside;
    private final VBox root = new VBox();
    private final Frozen band = new Frozen(root, this::live);
    private final Shown ends;
    private @Nullable View shown;
    private @Nullable View frozen;
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
        bar =
                new SessionsBar(
                        this::filter,
                        this::focusContent,
                        this::group,
                        end -> ends().plan(end),
                        this::toggle);
        ends = new Shown(model, () -> server ? bar.filter().text() : "", this::tree, ending);
        detail = new SessionPane(clock, ending);
        VBox left = new VBox(bar, notes, table.node());
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        beside = new Beside(left, detail);
        beside.detail(false);
        VBox.setVgrow(beside, Priority.ALWAYS);
        root.getChildren().addAll(band, beside);
        root.getStyleClass().add("sessions-page");
        sight = new Sight(watches, target, List.of(Detail.SESSIONS, Detail.LOCKS), this::look);
    }

    private Shown ends() {
        return ends;
    }

    private void filter(String text) {
        SessionFilter filter = SessionFilter.of(text, server);
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

    private void look(View view) {
        if (frozen == null) {
            show(view);
        }
    }

    /** Stands still, or goes on. */
    private void toggle() {
        if (frozen != null) {
            live();
        } else if (shown != null) {
            frozen = shown;
            show(shown);
        }
    }

    private void live() {
        frozen = null;
        sight.watch().ifPresent(w -> show(w.view()));
    }

    void show(View view) {
        shown = view;
        Answer<List<Activity>> sessions = view.inside().sessions();
        List<Activity> all = sessions.value();
        if (all != null && !Objects.equals(sessions.at(), read)) {
            read = sessions.at();
            model.update(all);
            table.node().show(model.rows());
        }
        Instant now = clock.instant();
        placeholder.setText(Nobody.words(sessions, model.total(), server));
        bar.show(all, model, server);
        ends.show(bar);
        bar.frozen(frozen != null);
        tell(view, sessions, now);
        choose();
        band.show(frozen == null ? null : sessions.at(), now);
    }

    private void tell(View view, Answer<List<Activity>> sessions, Instant now) {
        boolean stale = frozen == null && view.stale(now, sessions);
        List<Note> all = new ArrayList<>(NoteLines.age(root, stale, sessions, view, now));
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
        Optional<Activity> there = model.find(table.node().chosenIdentity());
        if (there.isPresent()) {
            about(Subject.of(there.get(), tree(), server));
        } else if (row instanceof SessionRow.One one) {
            about(Subject.of(one.session(), tree(), server).ended());
        } else if (row != null || table.node().chosenIdentity() == null) {
            detail.show(null);
            sight.choose(null);
        } else if (detail.shown() != null) {
            detail.show(detail.shown().ended());
        }
        beside.detail(detail.shown() != null);
        table.squeeze(detail.shown() != null);
    }

    private void about(Subject subject) {
        detail.show(subject, held());
        sight.choose(subject.party().who());
    }

    private Answer<Holds> held() {
        return shown == null ? Answer.none() : shown.inside().holds();
    }

    private LockTree tree() {
        LockTree known = shown == null ? null : shown.inside().locks().value();
        return known == null ? LockTree.empty(clock.instant()) : known;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            toggle();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && detail.shown() != null) {
            beside.front(true);
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
        frozen = null;
        sight.hide();
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>(detail.actions());
        all.addAll(ends.actions());
        String freeze = frozen == null ? "sessions.action.freeze" : "sessions.action.live";
        all.add(Action.of(Messages.text(freeze), "Space", this::toggle));
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
        if (beside.isFront()) {
            beside.front(false);
            focusContent();
            return true;
        }
        if (frozen != null) {
            live();
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
