package dev.belay.ui.plan;

import dev.belay.lint.Risk;
import dev.belay.message.Inert;
import dev.belay.message.Messages;
import dev.belay.operation.ChangeWords;
import dev.belay.operation.Plan;
import dev.belay.target.Address;
import dev.belay.target.Target;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The decision in its order: which server this is, the typed name, the button, each beside the
 * next. There is no default button.
 */
final class DecisionBar extends HBox {
    private static final double FIELD = 244;
    private static final double IDENTITY = 388;
    private static final double LEAST = 300;
    private static final double CLOSE = 122;
    private static final int NAME = 40;

    /** What can be decided here. */
    interface Choices {
        void begin();

        void arm();

        void readAgain();

        void stop();

        void close();

        void typed(String name);
    }

    private final Target target;
    private final Label age = Texts.whole("", "small", "muted");
    private final Label fingerprint = Texts.withWhole(Texts.line("", "mono", "muted"));
    private final Label server = Texts.withWhole(Texts.line("", "mono", "muted"));
    private final Button again;
    private final TextField name = new TextField();
    private final Label hint = Texts.line("", "small", "muted");
    private final VBox naming;
    private final Button arm;
    private final Button close;
    private final Button stop;
    private final Button act;
    private final StatusIcon reasonIcon = new StatusIcon(StatusIcon.Kind.NOTE);
    private final Label reason = Texts.wrapped("", "small");
    private final HBox why = new HBox(6, reasonIcon, reason);

    DecisionBar(Target target, Choices choices) {
        super(12);
        this.target = target;
        getStyleClass().add("plan-decision");
        again =
                Buttons.icon(
                        Icon.Shape.RELOAD, Messages.text("plan.again.keys"), choices::readAgain);
        arm = tall(Buttons.plain(Messages.text("plan.arm"), choices::arm));
        close = tall(Buttons.plain(Messages.text("plan.close"), choices::close));
        close.setGraphic(Texts.key("Esc"));
        close.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        close.setGraphicTextGap(8);
        close.setMinWidth(CLOSE);
        stop = tall(Buttons.danger(Messages.text("plan.stop"), choices::stop));
        stop.setId("plan-stop");
        close.setId("plan-close");
        act = tall(Buttons.primary("", choices::begin));
        act.setId("plan-act");
        name.getStyleClass().addAll("mono", "tall");
        name.setId("plan-name");
        name.textProperty().addListener((_, _, is) -> choices.typed(is));
        name.setOnAction(e -> act.fire());
        Label caption = Texts.whole(Messages.text(own("plan.name")), "small", "muted");
        caption.setLabelFor(name);
        naming = new VBox(5, caption, name, hint);
        naming.setMinWidth(FIELD);
        naming.setMaxWidth(FIELD);
        VBox identity = identity();
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(identity, naming, gap, deciding());
    }

    private static Button tall(Button button) {
        button.getStyleClass().add("tall");
        return button;
    }

    private VBox identity() {
        HBox first = new HBox(4, age, again);
        first.setAlignment(Pos.CENTER_LEFT);
        first.setMaxHeight(14);
        first.setMinHeight(14);
        HBox where = new HBox();
        where.setAlignment(Pos.CENTER_LEFT);
        String database = Inert.text(target.databaseName());
        switch (target.address()) {
            case Address.Server s ->
                    where.getChildren()
                            .addAll(
                                    Texts.line(database, "mono", "strong-text"),
                                    Texts.whole(Messages.text("plan.on"), "mono", "muted"),
                                    Texts.line(s.host() + ":" + s.port(), "mono", "strong-text"));
            case Address.File file -> where.getChildren().addAll(file(file, database));
        }
        VBox identity = new VBox(3, first, where, fingerprint, server);
        identity.setMinWidth(LEAST);
        identity.setPrefWidth(IDENTITY);
        return identity;
    }

    /** The file's name is what has to be typed; of its folder the end tells most. */
    private static List<Label> file(Address.File file, String name) {
        String whole = Inert.text(file.path().toString());
        Label own = Texts.line(Texts.middle(name, NAME), "mono", "strong-text");
        own.setMinWidth(Region.USE_PREF_SIZE);
        own.setTooltip(new Tooltip(whole));
        Path folder = file.path().getParent();
        Label in =
                Texts.line(
                        folder == null ? "" : Texts.middle(Inert.text(folder.toString()), NAME),
                        "mono",
                        "muted");
        in.setTooltip(new Tooltip(whole));
        in.setMinWidth(0);
        return List.of(own, Texts.whole(Messages.text("plan.in"), "mono", "muted"), in);
    }

    private VBox deciding() {
        // What begins a change and what ends it never stand in the same place.
        HBox buttons = new HBox(8, arm, stop, close, act);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        why.setAlignment(Pos.CENTER_RIGHT);
        why.setMinHeight(18);
        VBox deciding = new VBox(8, buttons, why);
        deciding.setAlignment(Pos.TOP_RIGHT);
        deciding.setMinWidth(Region.USE_PREF_SIZE);
        return deciding;
    }

    /** Shows where the change stands; cheap enough for every second. */
    void show(PlanModel model, boolean armed, Instant now) {
        State state = model.state();
        boolean shown = state instanceof State.Shown;
        Plan plan = model.plan();
        identity(model, now);
        show(naming, shown && plan != null && plan.confirm() != null);
        if (!name.getText().equals(model.typed())) {
            name.setText(model.typed());
        }
        hint.setText(Messages.text(model.nameIsMissing() ? "plan.name.not" : "plan.name.fits"));
        boolean going = state instanceof State.Going;
        String off = model.whyOff(armed);
        act.setVisible(!going && !(state instanceof State.Over));
        act.setText(ChangeWords.verb(model.request(), plan));
        act.setDisable(!off.isEmpty());
        boolean danger = plan != null && plan.risk() == Risk.DESTRUCTIVE;
        act.getStyleClass().removeAll("primary", "danger");
        act.getStyleClass().add(danger ? "danger" : "primary");
        boolean blocked = plan != null && (!plan.blockers().isEmpty() || plan.nothing());
        show(arm, shown && !armed && !blocked);
        show(stop, going);
        stop.setDisable(model.running() != null && model.running().stopping());
        close.setText(Messages.text(going ? "plan.put-away" : "plan.close"));
        reason(model, off, going);
    }

    private String own(String key) {
        return target.address() instanceof Address.File ? key + ".file" : key;
    }

    private void identity(PlanModel model, Instant now) {
        Plan plan = model.plan();
        boolean shown = model.state() instanceof State.Shown;
        again.setVisible(shown || model.state() instanceof State.Unread);
        String read =
                switch (model.state()) {
                    case State.Shown(_, _, boolean rereading, _) when rereading ->
                            Messages.text(own("plan.server.again"));
                    case State.Shown(_, Instant at, _, _) ->
                            Messages.text(own("plan.server.read"), Ages.text(at, now));
                    case State.Reading _ -> Messages.text(own("plan.server.again"));
                    default -> Messages.text(own("plan.server"));
                };
        age.setText(read);
        fingerprint.setText(
                plan == null ? "" : Messages.text("plan.fingerprint", plan.fingerprint()));
        String version = plan == null || model.fault() != null ? null : at(model, plan);
        server.setText(
                plan == null
                        ? ""
                        : version == null
                                ? plan.seen().server()
                                : Messages.text("plan.server.at", plan.seen().server(), version));
    }

    /** The schema's version, as far as it is known: how far it came before it broke off is not. */
    private static @Nullable String at(PlanModel model, Plan plan) {
        return model.done() == null ? plan.seen().version() : plan.aim();
    }

    private void reason(PlanModel model, String off, boolean going) {
        String told = off;
        boolean fails = false;
        if (model.state() instanceof State.Shown shown) {
            fails = !shown.plan().blockers().isEmpty();
            if (shown.refused() != null) {
                told = shown.refused().why();
                fails = true;
            }
        } else {
            told = going ? Messages.text("plan.going.on") : act.isVisible() ? off : "";
        }
        reason.setText(told);
        reason.getStyleClass().removeAll("fail-text", "muted");
        reason.getStyleClass().add(fails ? "fail-text" : "muted");
        reasonIcon.show(fails ? StatusIcon.Kind.FAIL : StatusIcon.Kind.NOTE);
        why.setVisible(!told.isEmpty());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Puts the focus where the next word is expected; false if none is. */
    boolean focusName() {
        if (naming.isVisible()) {
            name.requestFocus();
        }
        return naming.isVisible();
    }

    void focusClose() {
        close.requestFocus();
    }
}
