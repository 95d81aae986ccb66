package dev.belay.ui.targets;

import dev.belay.message.Messages;

import javafx.scene.Node;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

/** Asks for {@code .belay} files; null where none was named. JavaFX thread. */
interface ProfileFiles {
    String END = ".belay";

    @Nullable Path toWrite(Node owner);

    @Nullable Path toRead(Node owner);

    /** By the system's own dialogs. */
    ProfileFiles SYSTEM =
            new ProfileFiles() {
                @Override
                public @Nullable Path toWrite(Node owner) {
                    FileChooser chooser = chooser("targets.export.title");
                    chooser.setInitialFileName("targets" + END);
                    File named = chooser.showSaveDialog(owner.getScene().getWindow());
                    return named == null ? null : ended(named.toPath());
                }

                @Override
                public @Nullable Path toRead(Node owner) {
                    FileChooser chooser = chooser("targets.import.title");
                    File named = chooser.showOpenDialog(owner.getScene().getWindow());
                    return named == null ? null : named.toPath();
                }

                private FileChooser chooser(String title) {
                    FileChooser chooser = new FileChooser();
                    chooser.setTitle(Messages.text(title));
                    chooser.getExtensionFilters()
                            .add(new ExtensionFilter(Messages.text("targets.file"), "*" + END));
                    return chooser;
                }

                private Path ended(Path file) {
                    String name = file.getFileName().toString();
                    return name.toLowerCase(Locale.ROOT).endsWith(END)
                            ? file
                            : file.resolveSibling(name + END);
                }
            };
}
