package dev.belay.ui.targets;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.news.Subscription;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Columns;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.Texts;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The page of profiles: the list, and the form of the one that is added or changed. */
public final class TargetsScreen implements Screen {
    private final Profiles profiles;
    private final Desk desk;
    private final ProfileFiles files;
    private final Background background = new Background();
    private final TableView<Target> table = new TableView<>();
    private final BorderPane list = new BorderPane();
    private final StackPane root = new StackPane();
    private final HBox confirm = new HBox(8);
    private final Subscription set;
    private @Nullable TargetForm form;

    public TargetsScreen(Profiles profiles, Desk desk) {
        this(profiles, desk, ProfileFiles.SYSTEM);
    }

    TargetsScreen(Profiles profiles, Desk desk, ProfileFiles files) {
        this.profiles = profiles;
        this.desk = desk;
        this.files = files;
        columns();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        list.setTop(head());
        list.setCenter(table);
        list.setBottom(confirm);
        confirm.setAlignment(Pos.CENTER_LEFT);
        confirm.setPadding(new Insets(10, 12, 12, 12));
        confirm(false);
        table.setPlaceholder(Texts.line(Messages.text("targets.empty"), "muted"));
        table.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        editSelected();
                    } else if (e.getCode() == KeyCode.DELETE) {
                        confirm(chosen() != null);
                    }
                });
        table.setOnMouseClicked(
                e -> {
                    if (e.getClickCount() == 2) {
                        editSelected();
                    }
                });
        root.getChildren().add(list);
        set = profiles.watches().subscribe(() -> Platform.runLater(this::follow));
    }

    private Node head() {
        Button export = Buttons.plain(Messages.text("targets.export"), this::exportFile);
        export.disableProperty().bind(Bindings.isEmpty(table.getItems()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head =
                new HBox(
                        8,
                        Texts.whole(Messages.text("targets.title"), "name-large"),
                        Texts.line(Messages.text("targets.subtitle"), "muted"),
                        gap,
                        Buttons.plain(Messages.text("targets.import"), this::importFile),
                        export,
                        off(Buttons.plain(Messages.text("targets.edit"), this::editSelected)),
                        off(Buttons.plain(Messages.text("targets.remove"), () -> confirm(true))),
                        Buttons.primary(Messages.text("targets.add"), this::add));
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(9, 12, 9, 12));
        return head;
    }

    private Button off(Button button) {
        button.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        return button;
    }

    private void columns() {
        table.getColumns()
                .add(Columns.text(Messages.text("targets.column.name"), 170, Target::name));
        TableColumn<Target, Target> environment =
                Columns.node(
                        Messages.text("targets.column.environment"),
                        90,
                        StackPane::new,
                        (pane, target) -> {
                            pane.setAlignment(Pos.CENTER_LEFT);
                            pane.getChildren().setAll(EnvironmentTag.inTable(target.environment()));
                        },
                        Comparator.comparing(Target::environment));
        table.getColumns().add(environment);
        table.getColumns()
                .add(
                        Columns.text(
                                Messages.text("targets.column.engine"),
                                110,
                                t -> t.engine().title()));
        table.getColumns()
                .add(Columns.text(Messages.text("targets.column.place"), 380, Target::place));
        table.getColumns()
                .add(Columns.text(Messages.text("targets.column.tls"), 110, TargetsScreen::tls));
        table.getColumns()
                .add(
                        Columns.text(
                                Messages.text("targets.column.migrations"),
                                240,
                                t -> t.migrations().toString()));
    }

    private static String tls(Target target) {
        return target.address() instanceof Address.Server server
                ? server.tls().modeFor(server.host()).id()
                : "–";
    }

    private @Nullable Target chosen() {
        return table.getSelectionModel().getSelectedItem();
    }

    /** Opens the empty form. */
    public void add() {
        open(TargetDraft.empty());
    }

    /** Opens the form with what a URL says. */
    public void add(TargetUrl url) {
        open(TargetDraft.of(url));
    }

    /** Opens the form of a saved target. */
    public void edit(String name) {
        background.run(
                () -> profiles.targets().get(name),
                target -> open(TargetDraft.of(target)),
                this::failed);
    }

    /** Opens the form of a saved target where its schedule stands. */
    public void schedule(String name) {
        background.run(
                () -> profiles.targets().get(name),
                target -> open(TargetDraft.of(target)).focus(Field.SCHEDULE),
                this::failed);
    }

    private void editSelected() {
        Target target = chosen();
        if (target != null) {
            edit(target.name());
        }
    }

    private TargetForm open(TargetDraft draft) {
        closeForm();
        TargetForm next = new TargetForm(profiles, draft, this::saved, this::leaveForm);
        form = next;
        root.getChildren().setAll(next);
        next.focusFirst();
        return next;
    }

    private void saved(Target target) {
        closeForm();
        desk.toasts().done(Messages.text("targets.saved", target.name()));
        desk.open("overview", target.name());
    }

    private void leaveForm() {
        closeForm();
        reload();
        table.requestFocus();
    }

    private void closeForm() {
        if (form != null) {
            form.close();
            form = null;
            root.getChildren().setAll(list);
        }
    }

    private void confirm(boolean shown) {
        Target target = chosen();
        confirm.setVisible(shown && target != null);
        confirm.setManaged(confirm.isVisible());
        if (!confirm.isVisible() || target == null) {
            return;
        }
        Button keep = Buttons.plain(Messages.text("targets.keep"), () -> confirm(false));
        confirm.getChildren()
                .setAll(
                        Texts.line(Messages.text("targets.remove.ask", target.name())),
                        Buttons.danger(
                                Messages.text("targets.remove.yes", target.name()),
                                () -> remove(target.name())),
                        keep);
        keep.requestFocus();
    }

    private void remove(String name) {
        confirm(false);
        background.run(
                () -> {
                    profiles.remove(name);
                    return name;
                },
                removed -> {
                    desk.toasts().done(Messages.text("targets.removed", removed));
                    reload();
                },
                this::failed);
    }

    private void importFile() {
        Path file = files.toRead(root);
        if (file != null) {
            background.run(() -> profiles.importFrom(file), this::imported, desk.toasts()::problem);
        }
    }

    private void imported(List<Target> saved) {
        desk.toasts().done(Messages.text("targets.imported", saved.size()));
        reload();
    }

    private void exportFile() {
        Path file = files.toWrite(root);
        if (file != null) {
            background.run(
                    () -> profiles.exportTo(file),
                    count -> desk.toasts().done(Messages.text("targets.exported", count, file)),
                    desk.toasts()::problem);
        }
    }

    /** One that came, went or was edited elsewhere is seen at once. */
    private void follow() {
        if (root.getScene() != null && form == null) {
            reload();
        }
    }

    private void reload() {
        background.run(profiles::list, this::show, this::failed);
    }

    private void show(List<Target> targets) {
        Target before = chosen();
        table.getItems().setAll(targets);
        if (targets.isEmpty()) {
            return;
        }
        int same =
                before == null
                        ? 0
                        : targets.stream().map(Target::name).toList().indexOf(before.name());
        table.getSelectionModel().clearAndSelect(Math.max(0, same));
    }

    private void failed(Problem problem) {
        table.setPlaceholder(new ProblemPane(problem));
        desk.toasts().problem(problem);
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        reload();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(Messages.text("targets.action.add"), "", this::add),
                Action.of(Messages.text("targets.action.import"), "", this::importFile),
                new Action(
                        Messages.text("targets.action.export"),
                        "",
                        () -> table.getItems().isEmpty() ? Messages.text("targets.none") : "",
                        this::exportFile),
                new Action(
                        Messages.text("targets.action.edit"),
                        "",
                        () -> chosen() == null ? Messages.text("targets.none-chosen") : "",
                        this::editSelected),
                new Action(
                        Messages.text("targets.action.remove"),
                        "",
                        () -> chosen() == null ? Messages.text("targets.none-chosen") : "",
                        () -> confirm(true)));
    }

    @Override
    public void focusContent() {
        if (form == null) {
            table.requestFocus();
        } else {
            form.focusFirst();
        }
    }

    @Override
    public boolean escape() {
        if (form != null) {
            leaveForm();
            return true;
        }
        boolean asking = confirm.isVisible();
        confirm(false);
        return asking;
    }

    @Override
    public void close() {
        set.close();
        closeForm();
        background.close();
    }
}
