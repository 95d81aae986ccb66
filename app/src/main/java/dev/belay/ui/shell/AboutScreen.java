package dev.belay.ui.shell;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Icon;
import dev.belay.ui.kit.Screen;
import dev.belay.ui.kit.StallWatch;
import dev.belay.ui.kit.Texts;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Belay is, what it runs on, and how fast its window answers; all of it to copy. */
public final class AboutScreen implements Screen {
    private final Watches watches;
    private final StallWatch stalls;
    private final Map<String, String> places;
    private final Map<String, Label> values = new LinkedHashMap<>();
    private final GridPane facts = new GridPane(24, 7);
    private final ScrollPane root;
    private Subscription seconds = Subscription.EMPTY;

    /**
     * @param places where Belay keeps what it keeps: titles and paths, such as store and log
     */
    public AboutScreen(Watches watches, StallWatch stalls, Map<String, String> places) {
        this.watches = watches;
        this.stalls = stalls;
        this.places = new LinkedHashMap<>(places);
        HBox title =
                new HBox(
                        10,
                        new Icon(Icon.Shape.LOGO, "logo"),
                        Texts.line(Messages.text("ui.about.title", version()), "display"));
        title.setAlignment(Pos.CENTER_LEFT);
        HBox buttons =
                new HBox(
                        8,
                        Buttons.primary(
                                Messages.text("ui.about.copy"), () -> Buttons.copy(asText())),
                        Buttons.plain(Messages.text("ui.about.reset"), stalls::reset));
        VBox page =
                new VBox(
                        14,
                        title,
                        Texts.line(Messages.text("ui.about.what"), "muted"),
                        facts,
                        buttons);
        page.setPadding(new Insets(32, 32, 32, 72));
        facts.setPadding(new Insets(12, 0, 12, 0));
        root = new ScrollPane(page);
        root.setFitToWidth(true);
        update();
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        seconds = Ages.everySecond(this::update);
    }

    @Override
    public void onHide() {
        seconds.unsubscribe();
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of(Messages.text("ui.about.copy"), "", () -> Buttons.copy(asText())),
                Action.of(Messages.text("ui.about.reset"), "", stalls::reset));
    }

    @Override
    public void close() {
        seconds.unsubscribe();
    }

    private void update() {
        facts().forEach(this::show);
    }

    private void show(String title, String value) {
        Label shown = values.get(title);
        if (shown == null) {
            shown = Texts.whole("", "mono");
            values.put(title, shown);
            facts.addRow(values.size() - 1, Texts.whole(title, "muted"), shown);
        }
        shown.setText(value);
    }

    private Map<String, String> facts() {
        Map<String, String> now = new LinkedHashMap<>();
        StallWatch.Pauses pauses = stalls.pauses();
        put(now, "worst", Units.duration(pauses.worst()));
        put(now, "p99", Units.duration(pauses.p99()));
        put(now, "probes", Units.count(pauses.probes()));
        List<Watch> all = watches.all();
        int held = all.stream().mapToInt(w -> w.view().cost().connections()).sum();
        put(now, "targets", Integer.toString(all.size()));
        put(now, "connections", Integer.toString(held));
        Runtime runtime = Runtime.getRuntime();
        put(now, "heap", Units.size(runtime.totalMemory() - runtime.freeMemory()));
        put(now, "version", version());
        put(now, "java", property("java.vendor") + " " + property("java.version"));
        put(now, "javafx", property("javafx.runtime.version"));
        put(
                now,
                "system",
                property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        now.putAll(places);
        return now;
    }

    private static void put(Map<String, String> facts, String key, String value) {
        facts.put(Messages.text("ui.about." + key), value);
    }

    private static String version() {
        String version = AboutScreen.class.getPackage().getImplementationVersion();
        return version == null ? Messages.text("ui.about.unpackaged") : version;
    }

    private static String property(String name) {
        return System.getProperty(name, Messages.text("ui.unknown"));
    }

    private String asText() {
        return facts().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
