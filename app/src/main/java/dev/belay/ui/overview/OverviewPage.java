package dev.belay.ui.overview;

import dev.belay.message.Messages;
import dev.belay.target.Target;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Desk;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.chart.ChartGroup;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.watch.Check;
import dev.belay.watch.Happening;
import dev.belay.watch.Link;
import dev.belay.watch.Trail;
import dev.belay.watch.View;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A target's checks and charts, with the sentence of its trouble above; or why it is away. */
final class OverviewPage extends StackPane {
    private final BannerBar banner = new BannerBar();
    private final ChecksPane checks = new ChecksPane();
    private final TargetCharts charts;
    private final BorderPane live = new BorderPane();
    private final LastSeen lastSeen;
    private final AwayPane away;
    private final Button showMigrations;

    /** What a moment shows, and the stretch of time around it. */
    record Moment(
            View view,
            Trail trail,
            Map<String, Check> asked,
            long others,
            Instant start,
            Instant end,
            Instant now,
            List<Mark> marks) {}

    OverviewPage(Target target, Desk desk, Ways ways) {
        charts = new TargetCharts(target.engine(), target.thresholds());
        lastSeen = new LastSeen(target.thresholds());
        away = new AwayPane(ways, lastSeen);
        showMigrations =
                Buttons.primary(
                        Messages.text("overview.show.migrations"),
                        () -> desk.open("migrations", target.name()));
        live.setTop(banner);
        live.setLeft(checks);
        live.setCenter(charts.group());
        getStyleClass().add("overview");
        getChildren().setAll(live);
        rehearse();
    }

    /**
     * Lays the other face out once, behind this one, while the page opens: its first time costs a
     * tenth of a second, which would else be a stall at the very moment a server is lost.
     */
    private void rehearse() {
        away.setOpacity(0);
        getChildren().addFirst(away);
        PauseTransition once = new PauseTransition(javafx.util.Duration.millis(200));
        once.setOnFinished(
                e -> {
                    away.setOpacity(1);
                    if (getChildren().contains(live)) {
                        getChildren().remove(away);
                    }
                });
        once.play();
    }

    ChartGroup charts() {
        return charts.group();
    }

    boolean isAway() {
        return !getChildren().contains(live);
    }

    void focusAway() {
        away.focusContent();
    }

    void copyDetails() {
        away.copyDetails();
    }

    /** True if the page changed between live and away. */
    boolean show(Moment moment) {
        if (isAway() && away.waits(moment.view().link())) {
            return false;
        }
        boolean gone = Away.is(moment.view(), moment.now());
        if (isAway() && !gone && begins(moment.view().link())) {
            // An empty page for the blink of a second try would only flicker.
            return false;
        }
        boolean changed = gone != isAway();
        if (gone) {
            away.show(Away.of(moment.view(), moment.others(), moment.now()));
            lastSeen.show(
                    moment.view(), moment.trail(), moment.start(), moment.end(), moment.now());
        } else {
            away.rest();
            showLive(moment);
        }
        if (changed) {
            getChildren().setAll(gone ? away : live);
        }
        return changed;
    }

    private static boolean begins(Link link) {
        return link instanceof Link.Connecting c && c.done().isEmpty();
    }

    private void showLive(Moment moment) {
        View view = moment.view();
        boolean stale = view.stale(moment.now());
        var health = view.health();
        List<CheckLine> lines =
                health == null ? List.of() : CheckLine.of(health, moment.asked(), moment.now());
        checks.show(lines, summary(moment, lines, stale), stale && health != null);
        charts.group().setOpacity(stale && view.last() != null ? 0.75 : 1);
        charts.show(view, moment.trail(), moment.start(), moment.end(), moment.marks());
        showBanner(moment, stale);
    }

    private static String summary(Moment moment, List<CheckLine> lines, boolean stale) {
        if (stale && moment.view().last() != null) {
            Duration age = moment.view().age(moment.now()).orElse(Duration.ZERO);
            return Messages.text(
                    "overview.seen", Happening.until(moment.now().plus(age), moment.now()));
        }
        return lines.isEmpty() ? Messages.text("overview.checking") : CheckLine.summary(lines);
    }

    private void showBanner(Moment moment, boolean stale) {
        Happening happening = Happening.of(moment.view(), moment.now());
        Button[] ways =
                "migrations".equals(happening.check())
                        ? new Button[] {showMigrations}
                        : new Button[0];
        switch (happening.tone()) {
            case FAIL ->
                    banner.show(
                            StatusIcon.Kind.FAIL,
                            happening.sentence(),
                            after(moment, happening),
                            ways);
            case WARN ->
                    banner.show(
                            StatusIcon.Kind.WARN,
                            happening.sentence(),
                            after(moment, happening),
                            ways);
            case STALE ->
                    banner.show(
                            StatusIcon.Kind.STALE,
                            happening.sentence(),
                            stale ? Messages.text("overview.stale.after") : "");
            case WORK, NOTE, NONE -> banner.hide();
        }
    }

    /** What the sentence leaves out: how long the longest waits. */
    private static String after(Moment moment, Happening happening) {
        String key = "overview.banner." + happening.check();
        var health = moment.view().health();
        if (health == null || !Messages.has(key)) {
            return "";
        }
        return health.checks().stream()
                .filter(c -> c.name().equals(happening.check()) && c.value() != null)
                .map(c -> Messages.text(key, c.value()))
                .findFirst()
                .orElse("");
    }
}
