package dev.belay.ui.session;

import dev.belay.activity.Holds;
import dev.belay.activity.Party;
import dev.belay.message.Messages;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.SqlView;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Answer;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chosen session: who it is, what it does, whom it waits for, its query, and its end. */
public final class SessionPane extends VBox {
    private final Clock clock;
    private final Label title = Texts.whole("", "mono", "session-title");
    private final Label name = Texts.withWhole(Texts.line("", "name-large"));
    private final Label standing = Texts.wrapped("");
    private final GridPane facts = new GridPane(8, 3);
    private final Label behind = Texts.wrapped("", "muted");
    private final SqlView query = new SqlView(false);
    private final Label noQuery = Texts.wrapped("", "muted");
    private final HBox queryHead;
    private final EndPane end;
    private Map<String, String> told = Map.of();
    private @Nullable Subject shown;

    public SessionPane(Clock clock, Ending ending) {
        this.clock = clock;
        end = new EndPane(ending);
        queryHead = makeQueryHead();
        getStyleClass().add("session-pane");
        HBox head = new HBox(9, title, name);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.setPadding(new Insets(12, 14, 0, 14));
        VBox.setMargin(standing, new Insets(3, 14, 0, 14));
        VBox.setMargin(facts, new Insets(8, 14, 0, 14));
        VBox.setMargin(behind, new Insets(8, 14, 0, 14));
        VBox.setMargin(noQuery, new Insets(0, 14, 0, 14));
        VBox.setMargin(query, new Insets(0, 14, 14, 14));
        VBox.setVgrow(query, Priority.ALWAYS);
        query.setMinHeight(44);
        query.getStyleClass().add("session-query");
        Region room = new Region();
        VBox.setVgrow(room, Priority.SOMETIMES);
        getChildren().addAll(head, standing, facts, behind, queryHead, query, noQuery, room, end);
        show(null);
    }

    private HBox makeQueryHead() {
        Button copy = Buttons.plain(text("copy"), this::copyQuery);
        copy.getStyleClass().add("flat");
        copy.setGraphic(new Icon(Icon.Shape.COPY));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, Texts.whole(text("query"), "strong"), gap, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(8, 8, 2, 14));
        return head;
    }

    private static String text(String key, Object... arguments) {
        return Subject.text(key, arguments);
    }

    private void copyQuery() {
        Buttons.copy(query.selectedText());
    }

    /** Shows a session, or nothing. */
    public void show(@Nullable Subject subject) {
        show(subject, Answer.none());
    }

    /**
     * The same, with what it holds.
     *
     * @param held as it was read last, of whomever
     */
    public void show(@Nullable Subject subject, Answer<Holds> held) {
        shown = subject;
        getChildren().forEach(part -> part.setVisible(subject != null));
        if (subject == null) {
            return;
        }
        Party party = subject.party();
        title.setText(subject.title());
        name.setText(party.name());
        standing.setText(subject.standing());
        standing.getStyleClass().setAll("label", subject.colour());
        tell(facts(subject, subject.holds(held)));
        line(behind, subject.behind());
        String sql = subject.hidden() || party.query() == null ? "" : party.query();
        query.show(sql);
        show(query, !sql.isEmpty());
        line(noQuery, sql.isEmpty() ? noQuery(subject) : "");
        show(queryHead, subject.server());
        show(end, subject.server());
        end.show(subject);
    }

    private static String noQuery(Subject subject) {
        if (!subject.server()) {
            return text("query.process");
        }
        return text(subject.hidden() ? "query.hidden" : "query.none");
    }

    private static void line(Label label, String words) {
        label.setText(words);
        show(label, !words.isEmpty());
    }

    private static void show(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    private Map<String, String> facts(Subject subject, String holds) {
        Party party = subject.party();
        Map<String, String> all = new LinkedHashMap<>();
        if (subject.server()) {
            String user = subject.hidden() && party.user() == null ? null : party.user();
            String at = party.client() == null ? "" : " @ " + party.client();
            all.put("user", user == null ? text("unknown") : user + at);
            all.put("database", party.database() == null ? "–" : party.database());
            all.put("backend", moment(party.started().backend(), subject.hidden()));
            all.put("transaction", moment(party.started().transaction(), subject.hidden()));
            put(all, "last", subject.lastQuery());
            put(all, "holds", holds);
            put(all, "blockers", subject.blockers());
        } else {
            put(all, "locks", party.state() == null ? "" : party.state());
            put(all, "seen", party.inState() == null ? "" : Subject.age(party.inState()));
        }
        return all;
    }

    private static void put(Map<String, String> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, value);
        }
    }

    private String moment(@Nullable Instant at, boolean hidden) {
        if (at == null) {
            return hidden ? text("hidden") : "–";
        }
        return Moments.text(at, clock.instant());
    }

    private void tell(Map<String, String> now) {
        if (now.equals(told)) {
            return;
        }
        if (List.copyOf(now.keySet()).equals(List.copyOf(told.keySet()))) {
            int row = 0;
            for (String value : now.values()) {
                ((Label) facts.getChildren().get(2 * row++ + 1)).setText(value);
            }
        } else {
            facts.getChildren().clear();
            now.forEach(this::fact);
        }
        told = now;
    }

    private void fact(String key, String value) {
        int row = facts.getRowCount();
        facts.add(Texts.whole(Messages.text("session.fact." + key), "muted"), 0, row);
        Label shown = Texts.withWhole(Texts.line(value, "mono"));
        GridPane.setHgrow(shown, Priority.ALWAYS);
        facts.add(shown, 1, row);
    }

    /** Puts the focus on the query. */
    public void focusContent() {
        query.requestFocus();
    }

    /** What can be done with the session. */
    public List<Action> actions() {
        Subject one = shown;
        return one == null || !one.server()
                ? List.of()
                : java.util.stream.Stream.concat(
                                end.actions().stream(),
                                java.util.stream.Stream.of(
                                        Action.of(text("copy.query"), "", this::copyQuery)))
                        .toList();
    }

    /** What is shown, or null. */
    public @Nullable Subject shown() {
        return shown;
    }
}
