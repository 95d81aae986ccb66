package dev.belay.ui.audit;

import dev.belay.message.Messages;

import javafx.scene.Node;
import javafx.stage.FileChooser;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/** The system's own dialog that asks where an export goes; its form is told by the name's end. */
final class FileQuestion {
    private final Node owner;

    FileQuestion(Node owner) {
        this.owner = owner;
    }

    /** Null if none was named. */
    @Nullable Path ask(String proposed) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("audit.export"));
        chooser.setInitialFileName(proposed);
        FileChooser.ExtensionFilter json = filter("audit.export.json", "json");
        chooser.getExtensionFilters().addAll(filter("audit.export.csv", "csv"), json);
        File named = chooser.showSaveDialog(owner.getScene().getWindow());
        if (named == null) {
            return null;
        }
        String name = named.getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".json")) {
            return named.toPath();
        }
        String end = chooser.getSelectedExtensionFilter() == json ? ".json" : ".csv";
        return named.toPath().resolveSibling(named.getName() + end);
    }

    private static FileChooser.ExtensionFilter filter(String key, String end) {
        return new FileChooser.ExtensionFilter(Messages.text(key), "*." + end);
    }
}
