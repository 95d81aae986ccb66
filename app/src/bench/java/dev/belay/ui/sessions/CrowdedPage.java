package dev.belay.ui.sessions;

import dev.belay.activity.Activity;
import dev.belay.activity.LockTree;
import dev.belay.db.Vitals;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.Tls;
import dev.belay.ui.kit.FastTable;
import dev.belay.ui.kit.Watching;
import dev.belay.watch.Answer;
import dev.belay.watch.Cost;
import dev.belay.watch.Inside;
import dev.belay.watch.Link;
import dev.belay.watch.Reading;
import dev.belay.watch.View;

import javafx.scene.Parent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The page of a server's sessions with very many of them, look after look. JavaFX thread. */
public final class CrowdedPage {
    private static final int LOOKS = 8;

    private final Target target =
            Target.of(
                    "crowded",
                    Engine.POSTGRESQL,
                    Environment.DEVELOPMENT,
                    new Address.Server("127.0.0.1", 5432, "shop", "dba", Tls.DEFAULT, null));
    private final SessionsScreen screen =
            new SessionsScreen(
                    Watching.watches(),
                    target.name(),
                    Clock.systemUTC(),
                    (session, terminate) -> {},
                    new Arrangement());
    private final List<List<Activity>> looks;
    private int next;

    public CrowdedPage(int sessions) {
        looks = IntStream.range(0, LOOKS).mapToObj(i -> Crowd.of(sessions, i)).toList();
    }

    public Parent node() {
        return screen.node();
    }

    /** Shows what another look has found, and lays it out. */
    public void look() {
        screen.show(view(looks.get(next++ % LOOKS)));
        settle();
    }

    private View view(List<Activity> sessions) {
        Instant now = Instant.now();
        Inside inside =
                new Inside(
                        new Answer<>(LockTree.empty(now), now, ""),
                        new Answer<>(sessions, now, ""),
                        Answer.none(),
                        Answer.none(),
                        Answer.none(),
                        Answer.none());
        return new View(
                target,
                new Link.Live(now),
                null,
                new Reading.Sample(now, Duration.ofMillis(2), Vitals.NONE),
                null,
                null,
                inside,
                Duration.ofMillis(800),
                Cost.NONE,
                null);
    }

    @SuppressWarnings("unchecked")
    private FastTable<SessionRow> table() {
        return (FastTable<SessionRow>) node().lookup(".sessions-table");
    }

    private void settle() {
        node().applyCss();
        node().layout();
    }

    /** Somebody in the middle. */
    public void choose() {
        List<SessionRow> rows = new ArrayList<>(table().rows());
        table().choose(rows.get(rows.size() / 2).key());
        settle();
    }

    /** Groups them by application. */
    public void group() {
        screen.actions().stream()
                .filter(action -> action.title().contains(Grouping.APPLICATION.words()))
                .forEach(action -> action.run().run());
        settle();
    }

    /** Shows rows of another place. */
    public void scroll() {
        table().scrollTo(next++ * 24 % (table().rows().size() - 30));
        settle();
    }
}
