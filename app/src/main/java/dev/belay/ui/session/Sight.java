package dev.belay.ui.session;

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
    private final List<Detail> details;
    private final Consumer<View> screen;
    private final Latest<View> latest;
    private final Subscription set;
    private final List<Subscription> open = new ArrayList<>();
    private javafx.util.Subscription seconds = javafx.util.Subscription.EMPTY;
    private @Nullable Watch watch;
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
        open.add(now.subscribe(latest));
        details.forEach(detail -> open.add(now.want(detail)));
        screen.accept(now.view());
    }

    private void again() {
        watch().ifPresent(w -> screen.accept(w.view()));
    }

    private void end() {
        open.forEach(Subscription::close);
        open.clear();
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
