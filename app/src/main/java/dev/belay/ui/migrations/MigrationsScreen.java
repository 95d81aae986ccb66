package dev.belay.ui.migrations;

import dev.belay.message.Messages;
import dev.belay.news.Subscription;
import dev.belay.operation.Request;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Chips;
import dev.belay.ui.kit.Columns;
import dev.belay.ui.kit.FilterField;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.ui.kit.Times;
import dev.belay.ui.migrations.MigrationsModel.Line;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One target's history of migrations, with the script of the chosen one beside it. */
public final class MigrationsScreen implements Screen {
    private static final double DETAILS = 0.62;

    private final Watches watches;
    private final String target;
    private final Clock clock;
    private final MigrationsModel model = new MigrationsModel();
    private final Background background = new Background();
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final TableView<Line> table = new TableView<>(lines);
    private final Details details = new Details(background);
    private final Ways ways;
    private final Label sentence = Texts.line("", "headline");
    private final Label placeholder = Texts.wrapped("", "muted");
    private final VBox notes = new VBox(2);
    private final FilterField filter;
    private final Map<Standing, ToggleButton> chips = new EnumMap<>(Standing.class);
    private final SplitPane root = new SplitPane();
    private final Latest<View> latest = new Latest<>(this::show);
    private final Subscription set;
    private @Nullable Watch watch;
    private javafx.util.Subscription seconds = javafx.util.Subscription.EMPTY;
    private boolean inSight;
    private Subscription readings = () -> {};

    /**
     * @param plan shows what a change would do
     */
    public MigrationsScreen(Watches watches, String target, Clock clock, Consumer<Request> plan) {
        this.watches = watches;
        ways = new Ways(plan);
        this.target = target;
        this.clock = clock;
        filter =
                new FilterField(
                        Messages.text("migrations.filter"), this::filter, this::focusContent);
        fillTable();
        VBox left = new VBox(head(), notes, table);
        notes.setPadding(new Insets(0, 12, 8, 12));
        VBox.setVgrow(table, Priority.ALWAYS);
        left.setMinWidth(480);
        left.widthProperty().subscribe(w -> ways.room(w.doubleValue()));
        root.getItems().addAll(left, details);
        root.setDividerPositions(DETAILS);
        SplitPane.setResizableWithParent(details, true);
        set = watches.subscribe(() -> Platform.runLater(this::follow));
        follow();
    }

    /** The watch of this name: another one once the target was edited. */
    private void follow() {
        Watch now = watches.find(target).orElse(null);
        if (now == null || now == watch) {
            return;
        }
        watch = now;
        readings.close();
        if (inSight) {
            readings = now.subscribe(latest);
        }
        show(now.view());
    }

    private void reload() {
        watches.find(target).ifPresent(Watch::recheck);
    }

    private VBox head() {
        sentence.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox first =
                new HBox(
                        8,
                        sentence,
                        gap,
                        filter,
                        ways,
                        Buttons.icon(
                                Icon.Shape.RELOAD,
                                Messages.text("migrations.reload"),
                                this::reload));
        first.setAlignment(Pos.CENTER_LEFT);
        FlowPane second = Chips.row();
        for (Standing standing : Standing.values()) {
            ToggleButton chip =
                    Chips.chip(
                            standing.kind(),
                            standing.word(),
                            on -> {
                                model.choose(standing, on);
                                refill();
                            });
            chips.put(standing, chip);
            second.getChildren().add(chip);
        }
        VBox head = new VBox(8, first, second);
        head.setPadding(new Insets(9, 8, 9, 12));
        return head;
    }

    private void fillTable() {
        table.setFixedCellSize(26);
        table.setPlaceholder(placeholder);
        TableColumn<Line, Line> version =
                Columns.text(Messages.text("migrations.column.version"), 76, Line::version, "mono");
        version.setComparator(Comparator.comparingInt(Line::order));
        Comparator<Line> byTime =
                Comparator.comparing(
                        l -> l.migration().installedOn(),
                        Comparator.nullsLast(Comparator.naturalOrder()));
        table.getColumns()
                .addAll(
                        List.of(
                                Columns.node(
                                        "",
                                        28,
                                        () -> new StatusIcon(StatusIcon.Kind.NOTE),
                                        (icon, line) -> icon.show(line.standing().kind()),
                                        Comparator.comparing(Line::standing)),
                                version,
                                Columns.text(
                                        Messages.text("migrations.column.description"),
                                        200,
                                        l -> l.migration().description(),
                                        "strong"),
                                Columns.text(
                                        Messages.text("migrations.column.state"),
                                        112,
                                        l -> l.migration().state().words()),
                                timeColumn(byTime),
                                Columns.text(
                                        Messages.text("migrations.column.by"),
                                        88,
                                        l -> text(l.migration().installedBy()),
                                        "muted"),
                                Columns.number(
                                        Messages.text("migrations.column.took"),
                                        80,
                                        l -> took(l.migration().executionTime()),
                                        Comparator.comparing(
                                                l -> l.migration().executionTime(),
                                                Comparator.nullsFirst(
                                                        Comparator.naturalOrder())))));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.setRowFactory(t -> new FailedRow());
        table.getSelectionModel().selectedItemProperty().subscribe(this::choose);
        details.show(null);
    }

    private void choose(@Nullable Line line) {
        details.show(line);
        ways.show(model.history(), line);
    }

    private TableColumn<Line, Line> timeColumn(Comparator<Line> byTime) {
        TableColumn<Line, Line> column =
                Columns.text(Messages.text("migrations.column.on"), 92, this::installed, "muted");
        column.setComparator(byTime);
        return column;
    }

    private String installed(Line line) {
        Instant on = line.migration().installedOn();
        return on == null ? "–" : Times.text(on, clock.instant());
    }

    private static String text(@Nullable String text) {
        return text == null || text.isBlank() ? "–" : text;
    }

    private static String took(@Nullable Duration took) {
        return took == null ? "–" : Details.took(took);
    }

    private void filter(String text) {
        model.filter(text);
        refill();
    }

    private void show(View view) {
        boolean changed = model.update(view.history());
        if (changed || lines.isEmpty()) {
            sentence.setText(model.sentence());
            Map<Standing, Long> counts = model.counts();
            chips.forEach((s, chip) -> Chips.count(chip, counts.getOrDefault(s, 0L)));
            refill();
            ways.show(model.history(), table.getSelectionModel().getSelectedItem());
        }
        tellNotes(view);
    }

    /** What is wrong, and how old all of it is where the target does not answer. */
    private void tellNotes(View view) {
        boolean stale = model.history() != null && view.stale(clock.instant());
        root.getStyleClass().remove("stale-page");
        List<HBox> all = new ArrayList<>();
        if (stale) {
            root.getStyleClass().add("stale-page");
            String told =
                    view.lastSeen()
                            .map(at -> Ages.text(at, clock.instant()))
                            .map(ago -> Messages.text("migrations.stale", ago))
                            .orElseGet(() -> Messages.text("migrations.stale.never"));
            all.add(note(StatusIcon.Kind.STALE, told));
        }
        model.notes().forEach(text -> all.add(note(StatusIcon.Kind.WARN, text)));
        notes.getChildren().setAll(all);
        notes.setVisible(!all.isEmpty());
        notes.setManaged(!all.isEmpty());
    }

    private static HBox note(StatusIcon.Kind kind, String text) {
        HBox note = new HBox(8, new StatusIcon(kind), Texts.wrapped(text, "muted"));
        note.setAlignment(Pos.TOP_LEFT);
        return note;
    }

    private void refill() {
        Line chosen = table.getSelectionModel().getSelectedItem();
        List<Line> shown = model.shown();
        lines.setAll(shown);
        table.sort();
        placeholder.setText(
                model.history() == null
                        ? Messages.text("migrations.unread.long")
                        : model.counts().isEmpty()
                                ? Messages.text("migrations.empty")
                                : Messages.text("migrations.filtered"));
        Line again =
                chosen == null
                        ? null
                        : lines.stream().filter(chosen::same).findFirst().orElse(null);
        if (again == null && !lines.isEmpty()) {
            again = lines.getFirst();
        }
        if (again != null) {
            table.getSelectionModel().select(Objects.requireNonNull(again));
        }
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        inSight = true;
        Watch now = watch;
        if (now != null) {
            readings = now.subscribe(latest);
            show(now.view());
        }
        seconds = Ages.everySecond(this::tick);
    }

    private void tick() {
        Watch now = watch;
        if (now != null) {
            tellNotes(now.view());
        }
    }

    @Override
    public void onHide() {
        inSight = false;
        seconds.unsubscribe();
        readings.close();
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>(ways.actions());
        all.add(Action.of(Messages.text("migrations.reload"), "F5", this::reload));
        all.add(Action.of(Messages.text("migrations.toggle"), "U", details::toggleTab));
        all.add(
                Action.of(
                        Messages.text("migrations.copy"),
                        "",
                        () -> Buttons.copy(details.chosenView().selectedText())));
        return all;
    }

    @Override
    public void focusContent() {
        table.requestFocus();
    }

    @Override
    public boolean focusFilter() {
        filter.focusField();
        return true;
    }

    @Override
    public boolean escape() {
        boolean inFilter = filter.hasFocus();
        boolean cleared = filter.clear();
        if (inFilter) {
            table.requestFocus();
        }
        return cleared || inFilter;
    }

    @Override
    public void close() {
        set.close();
        seconds.unsubscribe();
        readings.close();
        latest.close();
        background.close();
    }

    private static final class FailedRow extends TableRow<Line> {
        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().remove("incident");
            if (line != null && !empty && line.standing() == Standing.FAILED) {
                getStyleClass().add("incident");
            }
        }
    }
}
