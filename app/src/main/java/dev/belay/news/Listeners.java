package dev.belay.news;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who want to hear of a change. One that throws does not keep the others from hearing. */
public final class Listeners<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private final List<Consumer<T>> all = new CopyOnWriteArrayList<>();

    /** Hears of changes until it is closed. */
    public Subscription add(Consumer<T> listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    /** Tells all of them, on this thread. */
    public void tell(T news) {
        for (Consumer<T> listener : all) {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                LOG.error("A listener failed", e);
            }
        }
    }
}
