package dev.belay.ui.backups;

import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.schedule.Timetable;
import dev.belay.target.Keeping;
import dev.belay.target.Target;
import dev.belay.ui.kit.Buttons;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Below the table: when one is taken by itself, which stay, and that room runs out. */
final class Footer extends VBox {
    private final Label schedule = Texts.withWhole(Texts.line("", "small", "muted"));
    private final Button set;
    private final Label keeps = Texts.withWhole(Texts.line("", "small", "muted"));
    private final Label free = Texts.whole("", "small", "warn-text");
    private final Label aside = Texts.withWhole(Texts.line("", "small", "muted"));
    private final StatusIcon lock = new StatusIcon(StatusIcon.Kind.LOCK);
    private final Label encrypted = Texts.whole("", "small", "muted");

    /**
     * @param change opens the profile where the schedule is set
     */
    Footer(Runnable change) {
        super(2);
        set = Buttons.plain(Messages.text("backups.schedule.set"), change);
        getStyleClass().add("backups-foot");
        setPadding(new Insets(4, 12, 6, 12));
        HBox how = new HBox(6, lock, encrypted);
        how.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row(schedule, gap(), set), row(keeps, free, gap(), how), aside);
        kept(List.of());
    }

    /** What restores put aside on the server; empty for nothing. */
    void kept(List<String> sentences) {
        aside.setText(String.join("; ", sentences));
        aside.setVisible(!sentences.isEmpty());
        aside.setManaged(!sentences.isEmpty());
    }

    private static HBox row(Node... parts) {
        HBox row = new HBox(16, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /** Why the schedule of a target cannot be set, empty if it can. */
    static String whyOff(Target target) {
        return target.version() == 0 ? Messages.text("backups.schedule.unsaved") : "";
    }

    private static String schedule(Target target, Instant now) {
        String expression = target.backupRules().schedule();
        if (expression == null) {
            String why = whyOff(target);
            return why.isEmpty() ? Messages.text("backups.schedule.none") : why;
        }
        try {
            Timetable table = Timetable.of(expression, ZoneId.systemDefault());
            return table.next(now, 1).stream()
                    .findFirst()
                    .map(at -> Messages.text("backups.schedule", table.words(), table.clock(at)))
                    .orElseGet(() -> Messages.text("backups.schedule.never", expression));
        } catch (BelayException e) {
            return e.problem().why();
        }
    }

    void show(Contents now, Target target, Instant at) {
        Keeping keeping = target.backupRules().keeping();
        schedule.setText(schedule(target, at));
        set.setDisable(!whyOff(target).isEmpty());
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
