package dev.belay.ui.backups;

import dev.belay.backup.Archive;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.news.Subscription;
import dev.belay.operation.Changes;
import dev.belay.operation.KeptDatabase;
import dev.belay.operation.Proving;
import dev.belay.operation.Request;
import dev.belay.operation.Running;
import dev.belay.target.Target;
import dev.belay.ui.kit.Action;
import dev.belay.ui.kit.Ages;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.Latest;
import dev.belay.ui.kit.ProblemPane;
import dev.belay.ui.kit.Screen;
import dev.belay.watch.Watch;
import dev.belay.watch.Watches;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One target's backups: how they follow each other, which are proven, what the chosen one is. */
public final class BackupsScreen implements Screen {
    private static final double LEFT = 0.456;
    private static final Duration EVERY = Duration.ofMinutes(1);

    /**
     * What the page reaches beyond itself.
     *
     * @param archive asked for on a worker, since making it may open the store
     * @param proving asked for on a worker as well
     * @param plan shows what a change would do
     * @param openFolder shows a folder in the desktop's own window
     * @param schedule opens the profile of the target where its schedule is set
     */
    public record Means(
            Supplier<Archive> archive,
            Supplier<Proving> proving,
            Changes changes,
            Consumer<Request> plan,
            Consumer<Path> openFolder,
            Runnable schedule) {}

    private final Watches watches;
    private final String target;
    private final Clock clock;
    private final Means means;
    private final BackupsModel model = new BackupsModel();
    private final Background background = new Background();
    private final Head head = new Head(this::backUp);
    private final Footer footer;
    private final Chosen chosen;
    private final NothingYet nothing = new NothingYet(this::backUp);
    private final SplitPane split = new SplitPane();
    private final StackPane root = new StackPane();
    private final Latest<Changes> latest = new Latest<>(this::changed);
    private final Subscription heard;
    private javafx.util.Subscription seconds = javafx.util.Subscription.EMPTY;
    private Background.@Nullable Job job;
    private Background.@Nullable Job asking;
    private Instant asked = Instant.MIN;
    private boolean asksNeeds;
    private final Set<Running> ended = new HashSet<>();

    public BackupsScreen(Watches watches, String target, Clock clock, Means means) {
        this.watches = watches;
        this.target = target;
        this.clock = clock;
        this.means = means;
        footer = new Footer(means.schedule());
        chosen = new Chosen(means, this::target, model, clock, background, this::read);
        VBox left = new VBox(head, chosen.strip(), chosen.table(), footer);
        left.setMinWidth(500);
        VBox.setVgrow(chosen.table(), Priority.ALWAYS);
        split.getItems().addAll(left, chosen.details());
        split.setDividerPositions(LEFT);
        SplitPane.setResizableWithParent(chosen.details(), true);
        root.getChildren().setAll(split);
        heard = means.changes().subscribe(() -> latest.accept(means.changes()));
        newlyEnded(means.changes());
        tick();
    }

    private Optional<Target> target() {
        return watches.find(target).map(Watch::target);
    }

    private void backUp() {
        means.plan().accept(Request.of("backup"));
    }

    private void undo() {
        means.plan().accept(Request.of("restore", "undo", ""));
    }

    /** On a worker; one at a time, so that a folder that hangs costs one thread. */
    private void read() {
        Optional<Target> of = target();
        if (job != null || of.isEmpty()) {
            return;
        }
        asked = clock.instant();
        job =
                background.run(
                        () -> Contents.read(means.archive().get(), of.get(), clock.instant()),
                        this::show,
                        this::unread);
        aside(of.get());
    }

    /** A server that hangs keeps nobody from seeing what is in the folder. */
    private void aside(Target of) {
        if (asking == null) {
            asking =
                    background.run(
                            () -> means.changes().kept(of),
                            kept -> aside(kept.stream().map(KeptDatabase::sentence).toList()),
                            problem ->
                                    aside(List.of(Messages.text("kept.unknown", problem.why()))));
        }
    }

    private void aside(List<String> sentences) {
        asking = null;
        footer.kept(sentences);
    }

    private void show(Contents contents) {
        job = null;
        boolean first = model.contents() == null;
        if (model.read(contents)) {
            chosen.refill();
        }
        target().ifPresent(of -> footer.show(contents, of, clock.instant()));
        place(model.empty() ? nothing : split);
        if (model.empty()) {
            target().ifPresent(of -> nothing.show(of, contents));
            askNeeds();
        } else {
            asksNeeds = false;
        }
        tick();
        if (first && root.isVisible() && root.getScene() != null) {
            focusContent();
        }
    }

    private void unread(Problem problem) {
        job = null;
        model.unread(problem);
        if (model.contents() == null) {
            Button again = Buttons.plain(Messages.text("backups.reload"), this::read);
            ProblemPane told = new ProblemPane(problem, again);
            told.setMaxHeight(Region.USE_PREF_SIZE);
            place(told);
        }
        tick();
    }

    private void place(Node content) {
        if (!root.getChildren().contains(content)) {
            root.getChildren().setAll(content);
        }
    }

    /** What the first backup needs is asked once each time there is none. */
    private void askNeeds() {
        Optional<Target> of = target();
        if (asksNeeds || of.isEmpty()) {
            return;
        }
        asksNeeds = true;
        background.run(
                () -> means.changes().plan(of.get(), Request.of("backup")),
                nothing::show,
                nothing::unknown);
    }

    /** The second hand: ages grow, and a minute after the last reading comes the next. */
    private void tick() {
        Instant at = clock.instant();
        head.show(model, at);
        chosen.tick(at);
    }

    private void everySecond() {
        tick();
        if (asked.plus(EVERY).isBefore(clock.instant())) {
            read();
        }
    }

    /** An operation of this target that has ended may have left a backup, or taken one away. */
    private void changed(Changes changes) {
        if (newlyEnded(changes)) {
            asksNeeds = false;
            read();
        }
    }

    private boolean newlyEnded(Changes changes) {
        ended.retainAll(changes.all());
        return changes.all().stream()
                .filter(running -> running.target().name().equals(target))
                .filter(Running::isOver)
                .map(ended::add)
                .reduce(false, Boolean::logicalOr);
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void onShow() {
        asked = Instant.MIN;
        seconds = Ages.everySecond(this::everySecond);
    }

    @Override
    public void onHide() {
        seconds.unsubscribe();
    }

    @Override
    public List<Action> actions() {
        List<Action> all = new ArrayList<>();
        all.add(Action.of(Messages.text("backups.now"), "B", this::backUp));
        for (Offer offer : chosen.offers()) {
            all.add(new Action(offer.title(), offer.keys(), offer::whyOff, offer.run()));
        }
        all.add(Action.of(Messages.text("backups.way.compare"), "C", chosen::compare));
        all.add(Action.of(Messages.text("backups.way.undo"), "", this::undo));
        all.add(
                new Action(
                        Messages.text("backups.schedule.set"),
                        "",
                        () -> target().map(Footer::whyOff).orElse(""),
                        means.schedule()));
        all.add(Action.of(Messages.text("backups.reload"), "F5", this::read));
        return all;
    }

    @Override
    public void focusContent() {
        if (model.empty()) {
            nothing.focusContent();
        } else {
            chosen.table().requestFocus();
        }
    }

    @Override
    public void close() {
        seconds.unsubscribe();
        chosen.stop();
        heard.close();
        latest.close();
        background.close();
    }
}
