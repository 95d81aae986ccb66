package dev.belay.ui.recovery;

import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.MigrationState;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The version a database had before an interrupted operation. */
public final class WayBack {
    private static final String NOTHING = "0";
    private static final Set<MigrationState> STANDING =
            Set.of(MigrationState.SUCCESS, MigrationState.OUT_OF_ORDER, MigrationState.BASELINE);

    private WayBack() {}

    /**
     * @param done the scripts it has applied
     * @return {@code 0} for none; empty if no version is among what it has done
     */
    public static Optional<String> of(History history, List<String> done) {
        List<Migration> standing =
                history.migrations().stream()
                        .filter(m -> STANDING.contains(m.state()) && m.version() != null)
                        .filter(m -> m.installedRank() != null)
                        .sorted(Comparator.comparing(Migration::installedRank))
                        .toList();
        for (int i = 0; i < standing.size(); i++) {
            String script = standing.get(i).script();
            if (standing.get(i).state() != MigrationState.BASELINE && done.contains(script)) {
                return Optional.of(
                        i == 0 ? NOTHING : String.valueOf(standing.get(i - 1).version()));
            }
        }
        return Optional.empty();
    }
}
