package dev.belay.ui.audit;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditEvent;
import dev.belay.operation.AuditExport;
import dev.belay.operation.AuditLine;
import dev.belay.operation.AuditQuery;
import dev.belay.ui.audit.AuditModel.Page;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.Screen;

import javafx.animation.PauseTransition;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who changed what, newest first, and whether the chain of it is whole. */
public final class AuditScreen implements Screen {
    /** Lines of other processes are seen after this long. */
    private static final Duration LOOK = Duration.seconds(3);

    /** Someone who types is not answered letter by letter. */
    private static final Duration TYPING = Duration.millis(150);

    private final Supplier<Audit> audit;
    private final Desk desk;
    private final Clock clock;
    private final Function<String, @Nullable Path> where;
    private final AuditModel model = new AuditModel();
    private final Background background = new Background();
    private final PauseTransition look = new PauseTransition(LOOK);
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final AuditPane pane;
    private final StackPane root = new StackPane();
    private Background.@Nullable Job reading;
    private Background.@Nullable Job checking;
    private boolean inSight;

    /**
     * @param audit opens the store where it is not open yet; called on a worker
     */
    public AuditScreen(Supplier<Audit> audit, Desk desk, Clock clock) {
        this(audit, desk, clock, null);
    }

    /**
     * @param where asks for the file of an export, whose name is proposed; null for the system's
     *     own dialog
     */
    AuditScreen(
            Supplier<Audit> audit,
            Desk desk,
            Clock clock,
            @Nullable Function<String, @Nullable Path> where) {
        this.audit = audit;
        this.desk = desk;
        this.clock = clock;
        this.where = where == null ? new FileQuestion(root)::ask : where;
        pane = new AuditPane(model, new Wishes(), clock);
        look.setOnFinished(e -> look());
        typing.setOnFinished(e -> read());
        root.getChildren().setAll(pane);
    }

    /** What can be wished for on the page. */
    private final class Wishes implements AuditPane.Wishes {
        @Override
        public void filter(String text) {
            if (model.filter(text)) {
                typing.playFromStart();
            }
        }

        @Override
        public void choose(AuditEvent event, boolean on) {
            model.choose(event, on);
            read();
        }

        @Override
        public void target(@Nullable String only) {
            model.target(only);
            read();
        }

        @Override
        public void chosen(@Nullable AuditLine line) {
            detail(line);
        }

        @Override
        public void older() {
            AuditScreen.this.older();
        }

        @Override
        public void newer() {
            AuditScreen.this.newer();
        }

        @Override
        public void export() {
            AuditScreen.this.export();
        }

        @Override
        public void again() {
            reload();
        }
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        inSight = true;
        reload();
        look.playFromStart();
    }

    @Override
    public void onHide() {
        inSight = false;
        look.stop();
    }

    /** Everything anew, the whole chain as well. */
    private void reload() {
        read();
        check(Audit::verify);
    }

    private void read() {
        typing.stop();
        AuditQuery query = model.first();
        fetch(a -> Page.read(a, query, a.newest()), model::show, false);
    }

    private void older() {
        AuditQuery query = model.older();
        long newest = model.newest();
        fetch(a -> Page.read(a, query, newest), model::append, false);
    }

    private void newer() {
        AuditQuery query = model.newer();
        fetch(a -> Page.read(a, query, a.newest()), model::prepend, true);
        Audit.Verdict before = model.verdict();
        check(before == null || !before.intact() ? Audit::verify : a -> a.verify(before));
    }

    private void fetch(Function<Audit, Page> how, Consumer<Page> taker, boolean first) {
        if (reading != null) {
            reading.cancel();
        }
        reading =
                background.run(
                        () -> how.apply(audit.get()),
                        page -> {
                            taker.accept(page);
                            show(first);
                        },
                        this::failed);
    }

    private void check(Function<Audit, Audit.Verdict> how) {
        if (checking != null) {
            checking.cancel();
        }
        checking =
                background.run(
                        () -> how.apply(audit.get()),
                        verdict -> {
                            model.verified(verdict);
                            show(false);
                        },
                        this::failed);
    }

    private void show(boolean first) {
        if (model.empty()) {
            if (!(root.getChildren().getFirst() instanceof NothingYet)) {
                root.getChildren().setAll(new NothingYet(() -> desk.open("fleet")));
                focusContent();
            }
            return;
        }
        boolean before = root.getChildren().getFirst() == pane;
        pane.update(first);
        if (!before) {
            root.getChildren().setAll(pane);
            focusContent();
        }
    }

    private void failed(Problem problem) {
        if (model.read()) {
            desk.toasts().problem(problem);
        } else {
            root.getChildren()
                    .setAll(
                            new ProblemPane(
                                    problem,
                                    Buttons.plain(
                                            Messages.text("audit.again"),
                                            () -> {
                                                root.getChildren().setAll(pane);
                                                reload();
                                            })));
        }
    }

    /** Has anyone added a line? Also another process. */
    private void look() {
        background.run(
                () -> audit.get().newest(),
                newest -> {
                    if (model.read() && newest > model.newest()) {
                        if (pane.atWork()) {
                            model.hold(newest);
                            pane.update(false);
                        } else {
                            newer();
                        }
                    }
                    lookAgain();
                },
                problem -> lookAgain());
    }

    private void lookAgain() {
        if (inSight) {
            look.playFromStart();
        }
    }

    private void detail(@Nullable AuditLine line) {
        if (line == null) {
            return; // between two fillings of the table
        }
        background.run(
                () -> audit.get().find(line.number()),
                found -> {
                    if (line.equals(pane.chosen())) {
                        pane.detail(found.orElse(null));
                    }
                },
                desk.toasts()::problem);
    }

    private void export() {
        String day = clock.instant().toString().substring(0, "2026-11-21".length());
        Path file = where.apply("belay-audit-" + day + ".csv");
        if (file == null) {
            return;
        }
        AuditQuery query = model.query();
        background.run(
                () -> new AuditExport(audit.get()).write(query, file),
                lines ->
                        desk.toasts().done(Messages.text("audit.exported", lines, file.toString())),
                desk.toasts()::problem);
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(Messages.text("audit.reload"), "F5", this::reload),
                off("audit.older", "", "audit.older.off", model.more(), this::older),
                off("audit.export", "Ctrl+E", "audit.export.off", !model.empty(), this::export),
                Action.of(Messages.text("audit.copy"), "", pane::copy));
    }

    private static Action off(String key, String keys, String why, boolean on, Runnable run) {
        return new Action(Messages.text(key), keys, () -> on ? "" : Messages.text(why), run);
    }

    @Override
    public void focusContent() {
        if (root.getChildren().getFirst() instanceof NothingYet nothing) {
            nothing.focusContent();
        } else {
            pane.focusTable();
        }
    }

    @Override
    public boolean focusFilter() {
        pane.focusFilter();
        return true;
    }

    @Override
    public boolean escape() {
        return pane.escape();
    }

    @Override
    public void close() {
        onHide();
        typing.stop();
        background.close();
    }
}
