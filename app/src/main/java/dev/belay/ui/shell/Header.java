package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.EnvironmentTag;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.View;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** The head of the window: page or target, who it really is, the way to every action. */
final class Header extends VBox {
    private final Label brand = Texts.whole(Messages.text("app.name"), "name-large");
    private final HBox brandBox = new HBox(10, new Icon(Icon.Shape.LOGO, "logo"), brand);
    private final HBox subject = new HBox(12);
    private final ModeBox mode;
    private final Region line = new Region();
    private final StatusIcon status = new StatusIcon(StatusIcon.Kind.UNKNOWN);
    private final Hyperlink identity = new Hyperlink();
    private final Tooltip wholeIdentity = new Tooltip();
    private final Button doAnything;
    private @Nullable Target target;

    Header(Runnable openPalette, Runnable toggleArmed) {
        getStyleClass().add("header");
        brandBox.setAlignment(Pos.CENTER_LEFT);
        brandBox.setPadding(new Insets(0, 0, 0, 16));
        subject.setAlignment(Pos.CENTER_LEFT);
        subject.setPadding(new Insets(0, 0, 0, 12));
        subject.setMinWidth(0);
        HBox.setHgrow(subject, Priority.ALWAYS);
        identity.getStyleClass().addAll("mono", "identity");
        identity.setTooltip(wholeIdentity);
        doAnything = doAnything(openPalette);
        mode = new ModeBox(toggleArmed);
        HBox bar = new HBox(brandBox, subject, doAnything, mode);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(0, 12, 0, 0));
        bar.getStyleClass().add("header-bar");
        line.getStyleClass().add("environment-line");
        getChildren().addAll(bar, line);
        compact(false);
    }

    private static Button doAnything(Runnable open) {
        Button button = Buttons.plain("", open);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox inside =
                new HBox(
                        8,
                        new Icon(Icon.Shape.SEARCH),
                        Texts.whole(Messages.text("ui.palette.open"), "muted"),
                        gap,
                        Texts.key("Ctrl K"));
        inside.setAlignment(Pos.CENTER_LEFT);
        inside.prefWidthProperty().bind(button.widthProperty().subtract(20));
        button.setGraphic(inside);
        button.getStyleClass().add("do-anything");
        button.setAccessibleText(Messages.text("ui.palette.open"));
        return button;
    }

    /** Brand without its word, as above a narrow navigation. */
    void compact(boolean narrow) {
        brand.setVisible(!narrow);
        brand.setManaged(!narrow);
        brandBox.setPadding(new Insets(0, 0, 0, narrow ? 14 : 16));
        double width = narrow ? Navigation.NARROW : Navigation.WIDE;
        brandBox.setMinWidth(width);
        brandBox.setMaxWidth(width);
    }

    /** A page that stands alone. */
    void show(String title) {
        target = null;
        subject.getChildren().setAll(Texts.line(title, "name-large"));
        showEnvironment(null);
        mode.setVisible(false);
        mode.setManaged(false);
        doAnything.setPrefWidth(240);
        doAnything.setMinWidth(240);
    }

    /**
     * A target, as it is now; called again with each change.
     *
     * @param left how long it stays armed, empty if it is watched only
     */
    void show(View view, Optional<String> left) {
        mode.show(left);
        if (!view.target().equals(target)) {
            target = view.target();
            subject.getChildren()
                    .setAll(
                            status,
                            Texts.withWhole(Texts.line(view.target().name(), "name-large")),
                            EnvironmentTag.inHeader(view.target().environment()),
                            identity);
            showEnvironment(view.target().environment());
            mode.setVisible(true);
            mode.setManaged(true);
            doAnything.setPrefWidth(176);
            doAnything.setMinWidth(176);
        }
        status.show(StatusIcon.Kind.of(view.condition()));
        var known = view.identity();
        identity.setVisible(known != null);
        if (known != null) {
            identity.setText(Words.identity(view.target(), known, false));
            String whole = Words.identity(view.target(), known, true);
            wholeIdentity.setText(Messages.text("ui.identity.tip", whole));
            identity.setOnAction(e -> Buttons.copy(whole));
        }
    }

    private void showEnvironment(@Nullable Environment environment) {
        line.getStyleClass().removeAll("production", "staging", "development");
        boolean shown = environment != null && environment != Environment.DEVELOPMENT;
        line.setVisible(shown);
        line.setManaged(shown);
        if (environment != null) {
            line.getStyleClass().add(environment.id());
        }
    }
}
