package dev.belay.news;

/** Ends a stream of news when closed; safe to close twice. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
