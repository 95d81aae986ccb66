package dev.belay.watch;

import dev.belay.activity.Activity;
import dev.belay.activity.Holds;
import dev.belay.activity.LockTree;
import dev.belay.activity.Pool;
import dev.belay.activity.Pooling;
import dev.belay.activity.StatementLoad;

import java.util.List;

/**
 * What goes on inside a target, as far as it was asked for.
 *
 * @param locks who waits for whom; read with every reading that tells of waits
 * @param pooler the pools before the server; not asked for where the profile names no pooler
 * @param holds what the session holds that somebody has chosen
 */
public record Inside(
        Answer<LockTree> locks,
        Answer<List<Activity>> sessions,
        Answer<Pool> pool,
        Answer<Pooling> pooler,
        Answer<List<StatementLoad>> statements,
        Answer<Holds> holds) {
    public static final Inside UNSEEN =
            new Inside(
                    Answer.none(),
                    Answer.none(),
                    Answer.none(),
                    Answer.none(),
                    Answer.none(),
                    Answer.none());
}
