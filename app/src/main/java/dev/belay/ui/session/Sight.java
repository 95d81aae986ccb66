package dev.belay.ui.session;

import dev.belay.activity.Who;
import dev.belay.news.Subscription;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Latest;
import dev.belay.watch.Detail;
import dev.belay.watch.View;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A page's look at one target: each new view while the page is in sight, and once a second so that
 * ages go on; what it asks for is read only as long. FX thread.
 */
public final class Sight implements AutoCloseable {
    private final Watches watches;
    private final String target;
    private final Consumer<View> screen;
    private final Latest<View> latest;
    private final Subscription set;
    private final List<Subscription> asked = new ArrayList<>();
    private List<Detail> details;
    private Subscription views = () -> {};
    private javafx.util.Subscription seconds = javafx.util.Subscription.EMPTY;
    private @Nullable Watch watch;
    private @Nullable Who chosen;
    private boolean inSight;

    public Sight(Watches watches, String target, List<Detail> details, Consumer<View> screen) {
        this.watches = watches;
        this.target = target;
        this.details = List.copyOf(details);
        this.screen = screen;
        latest = new Latest<>(screen);
        set = watches.subscribe(() -> Platform.runLater(this::follow));
    }

    /** The page is in sight. */
    public void open() {
        inSight = true;
        follow();
        seconds = Ages.everySecond(this::again);
    }

    /** Nobody looks. */
    public void hide() {
        inSight = false;
        seconds.unsubscribe();
        end();
        watch = null;
    }

    /** A target that was edited is watched by another watch. */
    private void follow() {
        Watch now = watches.find(target).orElse(null);
        if (!inSight || now == null || now == watch) {
            return;
        }
        end();
        watch = now;
        views = now.subscribe(latest);
        ask(now);
        now.choose(chosen);
        screen.accept(now.view());
    }

    /** Asks for other details from now on. */
    public void details(List<Detail> others) {
        details = List.copyOf(others);
        if (watch != null) {
            ask(watch);
        }
    }

    private void ask(Watch now) {
        List<Subscription> before = List.copyOf(asked);
        asked.clear();
        details.forEach(detail -> asked.add(now.want(detail)));
        before.forEach(Subscription::close);
    }

    /** What this one holds is asked for as well from now on; null for nobody's. */
    public void choose(@Nullable Who who) {
        chosen = who;
        watch().ifPresent(w -> w.choose(who));
    }

    private void again() {
        watch().ifPresent(w -> screen.accept(w.view()));
    }

    private void end() {
        watch().ifPresent(w -> w.choose(null));
        views.close();
        asked.forEach(Subscription::close);
        asked.clear();
    }

    /** The watch in sight, empty if nobody looks. */
    public Optional<Watch> watch() {
        return Optional.ofNullable(watch);
    }

    @Override
    public void close() {
        hide();
        set.close();
        latest.close();
    }
}
