package dev.belay.ui.kit.chart;

import java.time.Instant;

/** Something that happened, shown as a line through all charts, its shape and words once above. */
public record Mark(Instant at, Kind kind, String words) {
    public enum Kind {
        MIGRATION(Ink.ACCENT),
        BACKUP(Ink.OK),
        CANCEL(Ink.ARMED),
        ALERT(Ink.FAIL),
        NOTE(Ink.MUTED);

        final Ink ink;

        Kind(Ink ink) {
            this.ink = ink;
        }
    }
}
