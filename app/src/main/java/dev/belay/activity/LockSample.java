package dev.belay.activity;

import java.time.Instant;
import java.util.List;

/**
 * Who waits for whom at one moment.
 *
 * @param at by the server's clock
 * @param parties all that wait or are waited for, once each
 */
public record LockSample(Instant at, List<Party> parties) {}
