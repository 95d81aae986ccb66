package dev.belay.ui.backups;

import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.BackupRules;
import dev.belay.target.Keeping;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Below the table: when one is taken by itself, which stay, and that room runs out. */
final class Footer extends HBox {
    private final Label schedule = Texts.whole("", "small", "muted");
    private final Label keeps = Texts.withWhole(Texts.line("", "small", "muted"));
    private final Label free = Texts.whole("", "small", "warn-text");
    private final StatusIcon lock = new StatusIcon(StatusIcon.Kind.LOCK);
    private final Label encrypted = Texts.whole("", "small", "muted");

    Footer() {
        super(16);
        getStyleClass().add("backups-foot");
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(30);
        setMaxHeight(30);
        setPadding(new Insets(0, 12, 0, 12));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox how = new HBox(6, lock, encrypted);
        how.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(schedule, keeps, free, gap, how);
    }

    void show(Contents now, BackupRules rules) {
        Keeping keeping = rules.keeping();
        schedule.setText(
                rules.schedule() == null
                        ? Messages.text("backups.schedule.none")
                        : Messages.text("backups.schedule", rules.schedule()));
        keeps.setText(
                Messages.text(
                        "backups.keeps",
                        keeping.newest(),
                        keeping.days(),
                        keeping.weeks(),
                        keeping.months()));
        boolean tight = !now.kept().isEmpty() && now.free() >= 0 && now.free() < room(now);
        free.setVisible(tight);
        free.setManaged(tight);
        free.setText(Messages.text("backups.free", Units.size(Math.max(0, now.free()))));
        boolean locked = !now.kept().isEmpty() && now.kept().getFirst().manifest().encrypted();
        lock.setVisible(locked);
        lock.setManaged(locked);
        encrypted.setText(Messages.text(locked ? "backups.encrypted" : "backups.encrypted.not"));
    }

    /** What some more like the newest would take. */
    private static long room(Contents now) {
        return 3 * now.kept().getFirst().manifest().bytes();
    }
}
