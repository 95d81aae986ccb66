package dev.belay.ui.seeds;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Request;
import dev.belay.target.Target;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Columns;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One target's seed sets, their files, and the way to bring them in. */
public final class SeedsScreen implements Screen {
    private static final double DETAIL = 344;

    private final Watches watches;
    private final String target;
    private final Consumer<Request> plan;
    private final Background background = new Background();
    private final ObservableList<SetLine> lines = FXCollections.observableArrayList();
    private final TableView<SetLine> table = new TableView<>(lines);
    private final Label sentence = Texts.line("", "headline");
    private final Label placeholder = Texts.wrapped("", "muted");
    private final VBox detail = new VBox(8);
    private final Button one = Buttons.plain("", this::seedChosen);
    private final Button all;
    private final Label off = Texts.whole("", "hint");
    private final HBox root;

    /**
     * @param plan shows what seeding would do
     */
    public SeedsScreen(Watches watches, String target, Consumer<Request> plan) {
        this.watches = watches;
        this.target = target;
        this.plan = plan;
        all = Buttons.plain(Messages.text("seeds.all"), this::seedAll);
        fillTable();
        VBox left = new VBox(head(), table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        detail.getStyleClass().add("raised");
        detail.setPadding(new Insets(12, 14, 12, 14));
        detail.setMinWidth(DETAIL);
        detail.setMaxWidth(DETAIL);
        root = new HBox(left, detail);
        choose(null);
    }

    private HBox head() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head =
                new HBox(
                        8,
                        sentence,
                        gap,
                        off,
                        one,
                        all,
                        Buttons.icon(Icon.Shape.RELOAD, Messages.text("seeds.reload"), this::read));
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(9, 8, 9, 12));
        return head;
    }

    private void fillTable() {
        table.setFixedCellSize(26);
        table.setPlaceholder(placeholder);
        table.getColumns()
                .addAll(
                        List.of(
                                Columns.node(
                                        "",
                                        28,
                                        () -> new StatusIcon(StatusIcon.Kind.NOTE),
                                        (icon, line) -> icon.show(kind(line)),
                                        Comparator.comparingInt(line -> kind(line).ordinal())),
                                Columns.text(
                                        Messages.text("seeds.column.set"),
                                        150,
                                        SetLine::name,
                                        "strong"),
                                Columns.number(
                                        Messages.text("seeds.column.files"),
                                        60,
                                        line -> Integer.toString(line.files().size()),
                                        Comparator.comparingInt(line -> line.files().size())),
                                Columns.number(
                                        Messages.text("seeds.column.rows"),
                                        90,
                                        SeedsScreen::rows,
                                        Comparator.comparingInt(SetLine::rows)),
                                Columns.text(
                                        Messages.text("seeds.column.for"),
                                        190,
                                        SetLine::environments,
                                        "muted"),
                                Columns.text(
                                        Messages.text("seeds.column.state"), 230, SetLine::state)));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().selectedItemProperty().subscribe(this::choose);
    }

    private static String rows(SetLine line) {
        return line.onlyScripts() ? "–" : Integer.toString(line.rows());
    }

    private static StatusIcon.Kind kind(SetLine line) {
        if (line.problem() != null) {
            return StatusIcon.Kind.FAIL;
        }
        return line.allowed() ? StatusIcon.Kind.OK : StatusIcon.Kind.NOTE;
    }

    private void choose(@Nullable SetLine line) {
        judge();
        one.setText(
                line == null
                        ? Messages.text("seeds.one.none")
                        : Messages.text("seeds.one", line.name()));
        detail.setVisible(line != null);
        detail.getChildren().clear();
        if (line == null) {
            return;
        }
        detail.getChildren().add(Texts.withWhole(Texts.line(line.name(), "name-large")));
        Problem problem = line.problem();
        if (problem != null) {
            detail.getChildren().add(new ProblemPane(problem));
        }
        line.files().forEach(file -> detail.getChildren().add(fileRow(file)));
    }

    /** The buttons that are off say why. */
    private void judge() {
        one.setDisable(!oneOff().isEmpty());
        all.setDisable(!allOff().isEmpty());
        off.setText(allOff().isEmpty() ? oneOff() : allOff());
    }

    private String oneOff() {
        SetLine line = table.getSelectionModel().getSelectedItem();
        if (line == null) {
            return Messages.text("seeds.one.off");
        }
        return line.problem() == null ? "" : Messages.text("seeds.one.unread", line.name());
    }

    private String allOff() {
        return lines.isEmpty() ? Messages.text("seeds.all.off") : "";
    }

    private static VBox fileRow(SetLine.FileLine file) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox first =
                new HBox(
                        8,
                        Texts.withWhole(Texts.line(file.name(), "mono")),
                        gap,
                        Texts.whole(file.rows() == null ? "–" : file.rows().toString(), "mono"));
        return new VBox(2, first, Texts.wrapped(file.what(), "muted", "small"));
    }

    private void read() {
        Optional<Target> now = watches.find(target).map(Watch::target);
        if (now.isEmpty()) {
            return;
        }
        String folder = now.get().seeds().toString();
        background.run(
                () -> SetLine.read(now.get()), found -> show(found, folder), this::unreadable);
    }

    private void show(List<SetLine> found, String folder) {
        SetLine chosen = table.getSelectionModel().getSelectedItem();
        lines.setAll(found);
        table.sort();
        sentence.setText(Messages.text("seeds.sentence", folder, found.size()));
        placeholder.setText(Messages.text("seeds.empty", folder));
        SetLine again =
                lines.stream()
                        .filter(line -> chosen != null && line.name().equals(chosen.name()))
                        .findFirst()
                        .orElse(lines.isEmpty() ? null : lines.getFirst());
        table.getSelectionModel().select(again);
        judge();
    }

    private void unreadable(Problem problem) {
        lines.clear();
        sentence.setText(problem.line());
        placeholder.setText(problem.next());
        judge();
    }

    private void seedAll() {
        if (allOff().isEmpty()) {
            plan.accept(Request.of("seed"));
        }
    }

    private void seedChosen() {
        SetLine line = table.getSelectionModel().getSelectedItem();
        if (line != null && line.problem() == null) {
            plan.accept(Request.of("seed", "set", line.name()));
        }
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        read();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action(Messages.text("seeds.all"), "S", this::allOff, this::seedAll),
                new Action(one.getText(), "", this::oneOff, this::seedChosen),
                Action.of(Messages.text("seeds.reload"), "F5", this::read));
    }

    @Override
    public void focusContent() {
        table.requestFocus();
    }

    @Override
    public void close() {
        background.close();
    }
}
