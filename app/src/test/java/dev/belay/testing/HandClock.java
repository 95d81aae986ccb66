package dev.belay.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes on only by hand. */
public final class HandClock extends Clock {
    private volatile Instant now;

    public HandClock() {
        this(Instant.now());
    }

    public HandClock(Instant begin) {
        now = begin;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
