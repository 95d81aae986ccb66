package dev.belay.cli;

import dev.belay.activity.LockText;
import dev.belay.activity.LockTree;
import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.target.Target;

/** A lock tree for people, in the colours of a terminal. */
final class LocksText {
    private LocksText() {}

    static void tell(Output out, Target target, LockTree tree) {
        for (LockText.Line line : LockText.of(tree, Call.name(target))) {
            out.line(style(line.kind()), line.text());
        }
        if (Sessions.onServer(target) && tree.hidden() > 0) {
            out.line(Style.WARN, Messages.text("activity.hidden", tree.hidden()));
        }
    }

    private static Style style(LockText.Kind kind) {
        return switch (kind) {
            case CHAIN -> Style.STRONG;
            case CIRCLE -> Style.WARN;
            case HEAD -> Style.MUTED;
            case NOBODY, SESSION -> Style.PLAIN;
        };
    }
}
