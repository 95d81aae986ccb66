package dev.belay.operation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How the kills of one job went, as one line of a table. */
final class KillTally {
    private final String job;
    private final String ground;
    private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
    private int kills;
    private int early;
    private int late;
    private int before;
    private int between;
    private int after;
    private int told;
    private int doubles;

    KillTally(String job, String ground) {
        this.job = job;
        this.ground = ground;
    }

    /** A command was killed before it had begun its operation. */
    void early() {
        kills++;
        early++;
    }

    /** A command was killed when its operation had ended. */
    void late() {
        kills++;
        late++;
    }

    /** A command was killed in a phase of its operation. */
    void in(Phase phase) {
        kills++;
        phases.merge(phase, 1, Integer::sum);
    }

    /**
     * Where the target was found, among the states in the order the work goes through them.
     *
     * @param at 0 for before
     */
    void found(int at, int last) {
        if (at == 0) {
            before++;
        } else if (at == last) {
            after++;
        } else {
            between++;
        }
    }

    void told() {
        told++;
    }

    void twice() {
        doubles++;
    }

    int kills() {
        return kills;
    }

    int hits(Phase phase) {
        return phases.getOrDefault(phase, 0);
    }

    static String head() {
        return """
        | operation | database | kills | not begun | locked | safe | executing | committing | verifying | ended \
        | found before | between | after | lost | told | killed twice |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\
        """;
    }

    /** The lost ones are none, or the test has failed. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | 0 | %d | %d |",
                job,
                ground,
                kills,
                early,
                hits(Phase.LOCKED),
                hits(Phase.SAFE),
                hits(Phase.EXECUTING),
                hits(Phase.COMMITTING),
                hits(Phase.VERIFYING),
                late,
                before,
                between,
                after,
                told,
                doubles);
    }
}
