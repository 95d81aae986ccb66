package dev.belay.operation;

import dev.belay.backup.Manifest;
import dev.belay.backup.Origin;
import dev.belay.backup.Traits;
import dev.belay.lint.Risk;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The plan of a restore while it is made. */
final class RestoreDraft {
    final Target target;
    final RestoreWish wish;
    final @Nullable Origin origin;
    final boolean waived;
    final List<Part> parts = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final List<Problem> blockers = new ArrayList<>();
    final Basis basis = new Basis();
    Plan.Safety safety = Plan.Safety.NONE;

    /**
     * @param waived true if the operator goes on where no safety copy can be taken
     */
    RestoreDraft(Target target, RestoreWish wish, @Nullable Origin origin, boolean waived) {
        this.target = target;
        this.wish = wish;
        this.origin = origin;
        this.waived = waived;
    }

    void refuse(String key, Object... arguments) {
        blockers.add(Problem.of(key, target.name(), ExitCode.REFUSED, arguments));
    }

    void refuse(ExitCode exit, String key, Object... arguments) {
        blockers.add(Problem.of(key, target.name(), exit, arguments));
    }

    /** See {@link #like(RestoreWish, Origin, Target)}. */
    @Nullable Traits like() {
        return like(wish, origin, target);
    }

    /**
     * What the database that is made shall be like, where its backup has to tell: one beside, of
     * another than the target. Null where the target itself shows it, or nobody knows.
     */
    static @Nullable Traits like(RestoreWish wish, @Nullable Origin origin, Target target) {
        Manifest manifest = origin == null ? null : origin.manifest();
        return wish.as() == null || manifest == null || manifest.database().equals(target.place())
                ? null
                : manifest.traits();
    }

    /** A part of steps in words, each with what it takes away. */
    void part(String title, Step... steps) {
        parts.add(new Part(title, null, "", List.of(steps)));
    }

    static Step step(String act, Risk risk) {
        return Step.of(act, risk);
    }
}
