package dev.belay.ui.locks;

import dev.belay.activity.Holds;
import dev.belay.activity.LockText;
import dev.belay.activity.LockTree;
import dev.belay.db.Metric;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Engine;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Hold;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
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
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One target: who waits for whom, live, or as it was when somebody froze it. */
public final class LocksScreen implements Screen {
    private final String target;
    private final Clock clock;
    private final boolean server;
    private final Sight sight;
    private final LocksModel model = new LocksModel();
    private final LocksTable table;
    private final LocksHead head = new LocksHead();
    private final NoteLines notes = new NoteLines();
    private final LocksBar bar;
    private final Nobody nobody = new Nobody();
    private final SessionPane detail;
    private final VBox left = new VBox();
    private final Beside beside;
    private final VBox root;
    private final Frozen band;
    private @Nullable View shown;
    private @Nullable View frozen;

    /**
     * @param ending shows what the end of a session would do
     */
    public LocksScreen(Watches watches, String target, Clock clock, Ending ending) {
        this.target = target;
        this.clock = clock;
        server = watches.find(target).map(w -> w.target().engine() != Engine.SQLITE).orElse(true);
        table =
                new LocksTable(
                        model,
                        clock,
                        server,
                        Platform.getPreferences().isReducedMotion(),
                        row -> choose());
        table.node().setPlaceholder(nobody);
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        new Hold(table.node(), this::hold);
        bar = new LocksBar(this::toggle, this::fast, this::copy);
        detail = new SessionPane(clock, ending);
        left.getChildren().addAll(head, notes, bar, table.node());
        if (server) {
            left.getChildren().add(new Legend());
        }
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        beside = new Beside(left, detail);
        VBox.setVgrow(beside, Priority.ALWAYS);
        root = new VBox();
        band = new Frozen(root, this::live);
        root.getChildren().addAll(band, beside);
        root.getStyleClass().add("locks-page");
        sight = new Sight(watches, target, List.of(Detail.LOCKS), this::look);
    }

    private void look(View view) {
        View still = frozen;
        if (still == null) {
            show(view);
        }
        Instant until = sight.watch().map(Watch::fastUntil).orElse(null);
        Duration left = until == null ? null : Duration.between(clock.instant(), until);
        bar.show(view.rhythm(), left, still != null);
    }

    private void hold(boolean held) {
        model.hold(held);
        View now = shown;
        if (now != null) {
            show(now);
        }
    }

    private void show(View view) {
        shown = view;
        Instant now = clock.instant();
        Answer<LockTree> locks = view.inside().locks();
        boolean stale = view.stale(now, locks);
        boolean another = model.update(locks);
        LockTree tree = locks.value();
        if (tree == null || tree.roots().isEmpty()) {
            head.hide();
            nobody.show(locks, sight.watch().map(Watch::trail).orElse(null), server, now);
        } else if (server && another) {
            head.show(tree);
        } else if (!server) {
            head.file(tree, view);
        }
        count(view, tree);
        tell(view, tree, stale, now);
        table.show(locks.at(), !stale && frozen == null);
        if (model.rows().isEmpty()) {
            table.node().forget();
        } else if (table.node().chosenIdentity() == null) {
            // Never another one by itself: a key that ends a session may be on its way.
            table.node().choose(model.rows().getFirst().key());
        }
        choose();
        band.show(frozen == null ? null : locks.at(), now);
    }

    private void count(View view, @Nullable LockTree tree) {
        if (tree == null || !server) {
            bar.show("", "");
            return;
        }
        double all =
                view.last() == null ? Double.NaN : view.last().vitals().orNaN(Metric.CONNECTIONS);
        String sessions =
                Double.isNaN(all) ? "" : Messages.text("locks.count.all", Units.count((long) all));
        int roots = tree.roots().size();
        bar.show(
                roots == 0 ? "" : Messages.text("locks.count", tree.waiting()),
                roots == 0
                        ? sessions
                        : Messages.text("locks.count.roots", roots)
                                + (sessions.isEmpty() ? "" : ", " + sessions));
    }

    /** How old all of it is, what may not be seen, who waits in a circle, who is not shown yet. */
    private void tell(View view, @Nullable LockTree tree, boolean stale, Instant now) {
        List<Note> all =
                new ArrayList<>(
                        NoteLines.age(
                                root, stale && frozen == null, view.inside().locks(), view, now));
        if (tree != null) {
            LocksHead.circles(tree).forEach(c -> all.add(new Note(StatusIcon.Kind.WARN, c)));
            if (server && tree.hidden() > 0) {
                all.add(new Note(StatusIcon.Kind.LOCK, Messages.text("locks.hidden")));
            }
        }
        if (model.later() > 0) {
            all.add(new Note(StatusIcon.Kind.WAITING, Messages.text("locks.later", model.later())));
        }
        notes.show(all);
    }

    private void choose() {
        LockRow row = table.node().chosen();
        LockTree tree = model.tree();
        if (row != null && tree != null) {
            Subject subject = Subject.of(row.party(), tree, server);
            detail.show(row.gone() ? subject.ended() : subject, held());
            sight.choose(subject.party().who());
        } else if (detail.shown() != null) {
            detail.show(model.rows().isEmpty() ? null : detail.shown().ended());
        }
        beside.detail(detail.shown() != null);
    }

    /** What the chosen one holds; of what stands still, what it held then. */
    private Answer<Holds> held() {
        return shown == null ? Answer.none() : shown.inside().holds();
    }

    /** Stands still, or goes on. */
    private void toggle() {
        if (frozen != null) {
            live();
        } else if (shown != null) {
            frozen = shown;
            look(shown);
            show(shown);
        }
    }

    private void live() {
        frozen = null;
        sight.watch().ifPresent(w -> look(w.view()));
    }

    private void fast(boolean wish) {
        sight.watch().ifPresent(w -> w.fast(wish));
    }

    private void copy() {
        LockTree tree = model.tree();
        if (tree != null) {
            Buttons.copy(LockText.text(tree, target));
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            toggle();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            beside.front(true);
            detail.focusContent();
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown() && !event.isShiftDown()) {
            copy();
            event.consume();
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
        table.stop();
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>(detail.actions());
        String freeze = frozen == null ? "locks.action.freeze" : "locks.action.live";
        all.add(Action.of(Messages.text(freeze), "Space", this::toggle));
        all.add(
                new Action(
                        Messages.text("locks.copy"),
                        "",
                        () -> model.tree() == null ? Messages.text("locks.unread") : "",
                        this::copy));
        all.add(Action.of(Messages.text("locks.action.fast"), "", () -> fast(true)));
        all.add(Action.of(Messages.text("locks.action.usual"), "", () -> fast(false)));
        return all;
    }

    @Override
    public void focusContent() {
        table.node().requestFocus();
    }

    @Override
    public boolean escape() {
        if (beside.isFront()) {
            beside.front(false);
            focusContent();
            return true;
        }
        boolean still = frozen != null;
        if (still) {
            live();
        }
        return still;
    }

    @Override
    public void close() {
        sight.close();
        table.stop();
    }
}
