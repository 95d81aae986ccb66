package dev.belay.ui.plan;

import dev.belay.message.Messages;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.SqlLines;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One line of what will be done, with the thread that joins the parts at its left. */
final class RowCell extends ListCell<Row> {
    private static final double GUTTER = 30;
    private static final int LONGEST_TIP = 3000;

    private final PartsList list;
    private final Region thread = new Region();
    private final StackPane gutter = new StackPane(thread);
    private final HBox content = new HBox(8);
    private final HBox row = new HBox(gutter, content);

    RowCell(PartsList list) {
        this.list = list;
        getStyleClass().add("plan-row");
        thread.getStyleClass().add("plan-thread");
        thread.setMaxWidth(1);
        thread.setMinWidth(1);
        StackPane.setAlignment(thread, Pos.CENTER_LEFT);
        gutter.setMinWidth(GUTTER);
        gutter.setMaxWidth(GUTTER);
        gutter.setAlignment(Pos.CENTER_LEFT);
        content.setAlignment(Pos.CENTER_LEFT);
        content.setMinWidth(0);
        HBox.setHgrow(content, Priority.ALWAYS);
        row.setMinWidth(0);
        row.setPrefWidth(0);
        setOnMouseClicked(
                e -> {
                    if (getItem() instanceof Row.Statement statement) {
                        list.toggle(statement);
                    }
                });
    }

    @Override
    protected void updateItem(@Nullable Row item, boolean empty) {
        super.updateItem(item, empty);
        setTooltip(null);
        content.getStyleClass().setAll("plan-content");
        gutter.getChildren().setAll(thread);
        if (item == null || empty) {
            setGraphic(null);
            return;
        }
        thread(item);
        List<Node> nodes =
                switch (item) {
                    case Row.Head head -> head(head);
                    case Row.Statement statement -> statement(statement);
                    case Row.Text text -> text(text);
                    case Row.Remark remark -> remark(remark);
                };
        content.getChildren().setAll(nodes);
        setGraphic(row);
    }

    /** It begins at the first number and ends at the last one. */
    private void thread(Row item) {
        boolean first = getIndex() == 0;
        boolean last = true;
        for (int i = getIndex() + 1; i < list.getItems().size() && last; i++) {
            last = !(list.getItems().get(i) instanceof Row.Head);
        }
        boolean head = item instanceof Row.Head;
        thread.setVisible(!(last && !head));
        double half = PartsList.ROW / 2;
        StackPane.setMargin(thread, new Insets(first ? half : 0, 0, last && head ? half : 0, 10));
    }

    private List<Node> head(Row.Head head) {
        int now = list.now();
        boolean done = now > head.number();
        Label circle = Texts.whole(done ? "" : Integer.toString(head.number()), "plan-number");
        boolean alone = done && list.isAlone(head);
        if (done) {
            icon(circle, alone ? StatusIcon.Kind.NOTE : StatusIcon.Kind.OK);
        } else if (now == head.number()) {
            switch (list.mark()) {
                case NOW -> circle.getStyleClass().add("now");
                case BROKEN -> circle.getStyleClass().add("broken");
                case STOPPED -> icon(circle, StatusIcon.Kind.NOTE);
                case DOUBT -> icon(circle, StatusIcon.Kind.UNKNOWN);
            }
        }
        gutter.getChildren().add(circle);
        Label title = Texts.line(head.title(), "strong");
        title.setMinWidth(Math.min(title.getText().length() * 8.0, 180));
        Label script = Texts.withWhole(Texts.line(head.script(), "mono", "muted"));
        Label how =
                alone
                        ? Texts.whole(Messages.text("plan.row.alone"), "small", "warn-text")
                        : Texts.whole(head.how(), "small", "muted");
        return List.of(title, script, gap(), how);
    }

    private static void icon(Label circle, StatusIcon.Kind kind) {
        circle.setText("");
        circle.setGraphic(new StatusIcon(kind));
    }

    private List<Node> statement(Row.Statement statement) {
        content.getStyleClass().add("plan-statement");
        OneLine line = OneLine.of(statement.sql(), list.room(statement.lock()));
        Icon chevron = new Icon(Icon.Shape.CHEVRON);
        chevron.setRotate(list.isOpen(statement) ? 180 : 0);
        chevron.setVisible(line.cut() || statement.sql().strip().lines().count() > 1);
        String sql = statement.sql().strip();
        String shown = sql.length() > LONGEST_TIP ? sql.substring(0, LONGEST_TIP) + " …" : sql;
        Tooltip tip =
                new Tooltip(statement.tip().isEmpty() ? shown : statement.tip() + "\n\n" + shown);
        tip.setWrapText(true);
        tip.setMaxWidth(640);
        setTooltip(tip);
        Label lock = Texts.whole(statement.lock(), "tag");
        lock.setVisible(!statement.lock().isEmpty());
        lock.setManaged(lock.isVisible());
        if (statement.lock().equals("ACCESS EXCLUSIVE")) {
            lock.getStyleClass().add("fail");
        }
        return List.of(words(line.words()), chevron, gap(), lock);
    }

    private List<Node> text(Row.Text line) {
        content.getStyleClass().addAll("plan-statement", "open");
        return List.of(words(SqlLines.of(line.line()).getFirst()));
    }

    /** One layout for all words: nodes of their own would each be rounded up to a pixel. */
    private static Node words(List<SqlLines.Word> words) {
        TextFlow flow = new TextFlow();
        flow.setMinWidth(Region.USE_PREF_SIZE);
        flow.setMaxHeight(Region.USE_PREF_SIZE);
        for (SqlLines.Word word : words) {
            Text text = new Text(word.text());
            text.getStyleClass().addAll("sql", word.kind().styleClass());
            flow.getChildren().add(text);
        }
        return flow;
    }

    private static List<Node> remark(Row.Remark remark) {
        Label label = Texts.withWhole(Texts.line(remark.text(), "small"));
        label.getStyleClass().add(remark.warns() ? "warn-text" : "muted");
        return List.of(label);
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
