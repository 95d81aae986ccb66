package dev.belay.ui.backups;

import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.operation.Plan;
import dev.belay.operation.Request;
import dev.belay.operation.Step;
import dev.belay.operation.Twin;
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
import javafx.scene.layout.VBox;

import java.util.stream.Collectors;

/** The page while nothing is kept: where backups will stand, and what the first one needs. */
final class NothingYet extends VBox {
    private static final double WIDTH = 620;
    private static final int OTHERS = 3;

    private final Label where = Texts.wrapped("", "muted");
    private final VBox needs = new VBox(6);
    private final Button first;
    private final Label command = Texts.line("", "mono");

    NothingYet(Runnable backUp) {
        super(10);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(0, 72, 120, 72));
        where.setMaxWidth(WIDTH);
        needs.setMaxWidth(WIDTH);
        needs.setMinHeight(USE_PREF_SIZE);
        needs.setId("needs");
        first = Buttons.primary(Messages.text("backups.now"), backUp);
        HBox twin = new HBox(10, Texts.whole(Messages.text("backups.empty.or"), "muted"), command);
        twin.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(first, new Insets(10, 0, 6, 0));
        getChildren()
                .addAll(
                        Texts.whole(Messages.text("backups.empty.title"), "display"),
                        where,
                        needs,
                        first,
                        twin);
    }

    void show(Target target, Contents contents) {
        String here =
                Messages.text("backups.empty.where", target.name(), contents.folder().toString());
        where.setText(contents.others().isEmpty() ? here : here + "\n" + others(contents));
        command.setText(Twin.of(target, Request.of("backup")).line());
        if (needs.getChildren().isEmpty()) {
            add(StatusIcon.Kind.WAITING, Messages.text("backups.empty.asking"));
        }
    }

    /** Where a file was moved to another disk, or copied, its backups are among them. */
    private static String others(Contents contents) {
        return Messages.text(
                "backups.empty.others",
                contents.others().stream()
                        .limit(OTHERS)
                        .map(
                                o ->
                                        Messages.text(
                                                "cli.backups.other",
                                                o.count(),
                                                o.database(),
                                                o.newest().toString()))
                        .collect(Collectors.joining("; ")));
    }

    /** What a backup would need now. */
    void show(Plan plan) {
        needs.getChildren().clear();
        plan.warnings().forEach(text -> add(StatusIcon.Kind.NOTE, text));
        int number = 1;
        for (Step step : plan.steps()) {
            Label which = Texts.whole(Integer.toString(number++), "mono", "muted");
            which.setMinWidth(14);
            add(which, step.act());
        }
        for (Problem blocker : plan.blockers()) {
            add(StatusIcon.Kind.FAIL, blocker.line() + ". " + blocker.next());
        }
    }

    /** It could not be asked. */
    void unknown(Problem why) {
        needs.getChildren().clear();
        add(StatusIcon.Kind.UNKNOWN, Messages.text("backups.empty.unknown", why.line()));
    }

    private void add(StatusIcon.Kind kind, String text) {
        add(new StatusIcon(kind), text);
    }

    private void add(Node sign, String text) {
        HBox line = new HBox(9, sign, Texts.wrapped(text));
        line.setAlignment(Pos.TOP_LEFT);
        needs.getChildren().add(line);
    }

    void focusContent() {
        first.requestFocus();
    }
}
