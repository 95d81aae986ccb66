package dev.belay.ui.migrations;

import dev.belay.history.Migration;
import dev.belay.message.Messages;
import dev.belay.ui.kit.StatusIcon;

import java.util.Locale;

/** How a line of the history looks: which group it is counted in, its shape, its words. */
enum Standing {
    FAILED(StatusIcon.Kind.FAIL),
    CHANGED(StatusIcon.Kind.WARN),
    MISSING(StatusIcon.Kind.WARN),
    PENDING(StatusIcon.Kind.WAITING),
    APPLIED(StatusIcon.Kind.OK),
    UNDONE(StatusIcon.Kind.NOTE),
    IGNORED(StatusIcon.Kind.NOTE);

    private final StatusIcon.Kind kind;

    Standing(StatusIcon.Kind kind) {
        this.kind = kind;
    }

    StatusIcon.Kind kind() {
        return kind;
    }

    /** The word beside its count: {@code changed since}. */
    String word() {
        return Messages.text("migrations.standing." + name().toLowerCase(Locale.ROOT));
    }

    static Standing of(Migration migration) {
        return switch (migration.state()) {
            case FAILED, FAILED_MISSING, FAILED_FUTURE -> FAILED;
            case PENDING -> PENDING;
            case MISSING, FUTURE -> MISSING;
            case OUTDATED -> CHANGED;
            case UNDONE, DELETED -> UNDONE;
            case ABOVE_TARGET, BELOW_BASELINE, IGNORED, IGNORED_BASELINE, SUPERSEDED -> IGNORED;
            case SUCCESS, BASELINE, OUT_OF_ORDER ->
                    Boolean.FALSE.equals(migration.checksumMatches()) && !migration.repeatable()
                            ? CHANGED
                            : APPLIED;
        };
    }
}
