package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.ScriptText;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What undone versions had made and their undo scripts do not drop. */
final class Forgotten {
    private Forgotten() {}

    /**
     * Looks for it after the undo.
     *
     * @param history after the undo
     * @param undone newest first
     * @param undos their scripts
     * @param remade views of these names may be there again
     * @return a sentence each; empty as well where a version's script cannot be read any more
     */
    static List<String> of(
            Session session,
            Target target,
            Histories histories,
            History history,
            List<Migration> undone,
            List<ScriptText> undos,
            Predicate<String> remade)
            throws SQLException {
        List<Migration> oldestFirst =
                undone.reversed().stream().filter(m -> m.file() != null).toList();
        List<Path> files = oldestFirst.stream().map(m -> Objects.requireNonNull(m.file())).toList();
        List<ScriptText> made;
        try {
            made = histories.texts(session, target, files);
        } catch (BelayException _) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        for (Existence.Left left : Existence.left(session, target, history, made, undos, remade)) {
            oldestFirst.stream()
                    .filter(m -> left.source().startsWith(name(m.file()) + ":"))
                    .findFirst()
                    .ifPresent(m -> told.add(told(left, m)));
        }
        return told;
    }

    private static String told(Existence.Left left, Migration migration) {
        return Messages.text(
                "rollback.forgotten",
                left.kind(),
                left.name(),
                String.valueOf(migration.version()),
                name(migration.undoFile()));
    }

    private static String name(@Nullable Path file) {
        return file == null ? "" : String.valueOf(file.getFileName());
    }
}
