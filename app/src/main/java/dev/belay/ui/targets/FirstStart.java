package dev.belay.ui.targets;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.target.TargetUrl;
import dev.belay.target.UrlVariables;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The first page of a Belay that watches nothing yet: four ways in, and what Belay does. */
public final class FirstStart extends HBox implements Screen {
    private final Profiles profiles;
    private final Ways ways;
    private final VBox card = new VBox();
    private final Label fault = Texts.wrapped("", "validation");
    private final TextField url = new TextField();
    private final Button demo;
    private final List<Action> actions = new ArrayList<>();

    /** Where the ways lead. */
    public interface Ways {
        /** Makes the demo target and opens it. */
        void demo();

        /** Opens the form, filled from a URL. */
        void add(TargetUrl url);

        /** Opens the empty form. */
        void add();
    }

    /**
     * @param found the programs of others on this machine with their versions, in order; may take a
     *     second, and is asked on a worker
     */
    public FirstStart(Profiles profiles, Ways ways, Callable<Map<String, String>> found) {
        super(56);
        this.profiles = profiles;
        this.ways = ways;
        getStyleClass().add("first-start");
        setPadding(new Insets(56, 72, 24, 72));
        demo = Buttons.primary(Messages.text("first.demo.button"), ways::demo);
        card.getStyleClass().add("card");
        card.getChildren().add(demo());
        variable().ifPresent(card.getChildren()::add);
        card.getChildren().addAll(paste(), form());
        card.setMaxWidth(600);
        VBox left =
                new VBox(
                        6,
                        Texts.whole(Messages.text("first.title"), "display"),
                        Texts.line(Messages.text("first.subtitle"), "muted"),
                        card);
        VBox.setMargin(card, new Insets(12, 0, 0, 0));
        left.setPrefWidth(600);
        left.setMinWidth(520);
        HBox.setHgrow(left, Priority.SOMETIMES);
        VBox right = new VBox(14, promises(), tools(found));
        right.setPadding(new Insets(38, 0, 0, 0));
        right.setPrefWidth(300);
        right.setMinWidth(240);
        getChildren().addAll(left, right);
    }

    private Node demo() {
        HBox way =
                way(
                        Icon.Shape.OVERVIEW,
                        Messages.text("first.demo.title"),
                        Texts.line(Messages.text("first.demo.text"), "muted"),
                        demo);
        way.getStyleClass().add("first");
        return way;
    }

    private Optional<Node> variable() {
        try {
            return UrlVariables.url(profiles.surroundings()).map(this::offered);
        } catch (BelayException e) {
            return Optional.of(
                    way(
                            Icon.Shape.TARGET,
                            Messages.text("first.variable.title"),
                            Texts.wrapped(e.problem().why(), "validation"),
                            null));
        }
    }

    private Node offered(String text) {
        try {
            TargetUrl parsed = profiles.parse(text);
            String place = TargetDraft.of(parsed).target().place();
            return way(
                    Icon.Shape.TARGET,
                    Messages.text("first.variable.title"),
                    Texts.line(parsed.engine().id() + "://" + place, "mono", "muted"),
                    Buttons.plain(Messages.text("first.variable.button"), () -> open(parsed)));
        } catch (BelayException e) {
            return way(
                    Icon.Shape.TARGET,
                    Messages.text("first.variable.title"),
                    Texts.wrapped(e.problem().why(), "validation"),
                    null);
        }
    }

    private Node paste() {
        url.getStyleClass().add("mono");
        url.setPromptText(Messages.text("first.paste.prompt"));
        Button test = Buttons.plain(Messages.text("first.paste.button"), this::parse);
        test.disableProperty().bind(url.textProperty().isEmpty());
        url.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        parse();
                    }
                });
        url.textProperty().subscribe((was, is) -> tell(""));
        HBox.setHgrow(url, Priority.ALWAYS);
        HBox field = new HBox(8, url, test);
        tell("");
        VBox below =
                new VBox(4, field, fault, Texts.wrapped(Messages.text("first.paste.hint"), "hint"));
        HBox way =
                way(
                        Icon.Shape.CLIPBOARD,
                        Messages.text("first.paste.title"),
                        below,
                        null,
                        url::requestFocus);
        way.setAlignment(Pos.TOP_LEFT);
        return way;
    }

    private void parse() {
        try {
            TargetUrl parsed = profiles.parse(url.getText());
            url.clear(); // a password in it is not left to be read
            open(parsed);
        } catch (BelayException e) {
            tell(e.problem().why() + ". " + e.problem().next());
        }
    }

    private void open(TargetUrl parsed) {
        var password = parsed.password();
        if (password != null) {
            profiles.passwords().remember(TargetDraft.of(parsed).target(), password);
        }
        ways.add(parsed);
    }

    private void tell(String wrong) {
        fault.setText(wrong);
        fault.setVisible(!wrong.isEmpty());
        fault.setManaged(!wrong.isEmpty());
    }

    private Node form() {
        return way(
                Icon.Shape.PLUS,
                Messages.text("first.form.title"),
                Texts.line(Messages.text("first.form.text"), "muted"),
                Buttons.plain(Messages.text("first.form.button"), ways::add));
    }

    private HBox way(Icon.Shape icon, String title, Node below, @Nullable Button button) {
        return way(icon, title, below, button, button == null ? () -> {} : button::fire);
    }

    /**
     * @param go what its number does
     */
    private HBox way(
            Icon.Shape icon, String title, Node below, @Nullable Button button, Runnable go) {
        String number = Integer.toString(actions.size() + 1);
        actions.add(Action.of(title, number, go));
        VBox words = new VBox(2, Texts.line(title, "name-large"), below);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox way = new HBox(14, new Icon(icon), words);
        if (button != null) {
            way.getChildren().add(button);
        }
        way.getChildren().add(Texts.key(number));
        way.setAlignment(Pos.CENTER_LEFT);
        way.setPadding(new Insets(12, 14, 12, 15));
        way.getStyleClass().add("way");
        return way;
    }

    private static Node promises() {
        VBox box =
                new VBox(
                        12,
                        Texts.line(Messages.text("first.does.title"), "strong"),
                        promise(Icon.Shape.EYE, "first.does.reads"),
                        promise(Icon.Shape.BARS, "first.does.connections"),
                        promise(Icon.Shape.CLOCK, "first.does.cost"),
                        promise(Icon.Shape.DATABASE, "first.does.installs"));
        box.setPadding(new Insets(0, 0, 18, 0));
        return box;
    }

    private static Node promise(Icon.Shape icon, String key) {
        HBox line = new HBox(12, new Icon(icon), Texts.wrapped(Messages.text(key)));
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private static Node tools(Callable<Map<String, String>> found) {
        VBox box = new VBox(6, Texts.line(Messages.text("first.found.title"), "strong"));
        new Background()
                .run(
                        found,
                        tools -> tools.forEach((name, v) -> box.getChildren().add(tool(name, v))),
                        problem -> box.getChildren().add(Texts.wrapped(problem.why(), "hint")));
        return box;
    }

    private static Node tool(String name, String version) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return new HBox(Texts.whole(name, "mono"), gap, Texts.whole(version, "mono", "muted"));
    }

    @Override
    public Parent node() {
        return this;
    }

    /** The ways by their numbers. */
    @Override
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    /** Puts the focus on the demo, so that Enter starts it. */
    @Override
    public void focusContent() {
        demo.requestFocus();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
