package dev.belay.ui.backups;

import dev.belay.backup.Stored;
import dev.belay.target.Target;
import dev.belay.ui.kit.Background;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The chosen line of a target's backups, what it holds, and what can be done with it. */
final class Chosen implements Offer.Doing {
    private final BackupsScreen.Means means;
    private final Supplier<Optional<Target>> target;
    private final BackupsModel model;
    private final Clock clock;
    private final Strip strip = new Strip(this::select);
    private final BackupsTable table;
    private final Details details;
    private final Comparing comparing;
    private final Inspecting inspecting;

    /**
     * @param target asked for whenever something is done with it
     * @param read called when a backup may have changed
     */
    Chosen(
            BackupsScreen.Means means,
            Supplier<Optional<Target>> target,
            BackupsModel model,
            Clock clock,
            Background background,
            Runnable read) {
        this.means = means;
        this.target = target;
        this.model = model;
        this.clock = clock;
        table = new BackupsTable(clock);
        details = new Details(clock, this::compare);
        comparing = new Comparing(means.changes(), background, clock, details.held(), this::offer);
        inspecting = new Inspecting(means, background, this::offer, read);
        table.getSelectionModel().selectedItemProperty().subscribe(this::choose);
    }

    /** The lines, one of which is chosen. */
    BackupsTable table() {
        return table;
    }

    /** The same by days. */
    Strip strip() {
        return strip;
    }

    Details details() {
        return details;
    }

    /** Shows what the model has now; the same line stays chosen if it is there. */
    void refill() {
        Line chosen = table.getSelectionModel().getSelectedItem();
        table.show(model.lines());
        Line again = model.again(chosen).orElse(null);
        if (again == null && !table.getItems().isEmpty()) {
            again = table.getItems().getFirst();
        }
        table.getSelectionModel().clearSelection();
        if (again != null) {
            table.getSelectionModel().select(again);
        }
    }

    private void choose(@Nullable Line line) {
        comparing.stop();
        strip.show(model, line, clock.instant());
        offer();
    }

    /** What can be done with the chosen line changes with what is done already. */
    private void offer() {
        Line line = table.getSelectionModel().getSelectedItem();
        details.show(line, offers());
        details.inspect(inspecting.of(line));
        details.held().offer(comparing.isOver() && line instanceof Line.Kept);
    }

    /** What can be done with it: nothing if no backup was kept. */
    List<Offer> offers() {
        return Offer.of(table.getSelectionModel().getSelectedItem(), inspecting.last(), this);
    }

    /** Asks what a restore would take away. */
    void compare() {
        if (table.getSelectionModel().getSelectedItem() instanceof Line.Kept kept) {
            target.get().ifPresent(of -> comparing.begin(of, kept));
        }
    }

    private void select(Line line) {
        table.getSelectionModel().select(line);
        table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex() - 2));
        table.requestFocus();
    }

    @Override
    public void restore(Stored stored) {
        means.plan().accept(Comparing.restore(stored));
    }

    @Override
    public void prove(Stored stored) {
        target.get().ifPresent(of -> inspecting.prove(of, stored));
    }

    @Override
    public void verify(Stored stored) {
        target.get().ifPresent(of -> inspecting.verify(of, stored));
    }

    @Override
    public void openFolder(Stored stored) {
        Path folder = stored.file().toAbsolutePath().getParent();
        if (folder != null) {
            means.openFolder().accept(folder);
        }
    }

    /** Once a second. */
    void tick(Instant at) {
        table.stale(!model.stale(at).isEmpty());
        if (inspecting.last() != null) {
            offer();
        }
    }

    void stop() {
        inspecting.stop();
    }
}
