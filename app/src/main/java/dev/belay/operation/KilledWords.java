package dev.belay.operation;

import dev.belay.message.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a kill did, in sentences. */
final class KilledWords {
    private KilledWords() {}

    static List<String> of(Killed done) {
        List<String> told = new ArrayList<>();
        if (!done.gone().isEmpty()) {
            told.add(Messages.text("kill.told", ended(done), relief(done)));
        }
        done.ends().stream()
                .map(Killed.End::alone)
                .filter(why -> why != null)
                .map(why -> Messages.text("kill.alone", why))
                .forEach(told::add);
        return told;
    }

    /** {@code pid 812 was ended}. */
    static String ended(Killed done) {
        return Messages.text(
                done.terminate() ? "kill.told.ended" : "kill.told.cancelled",
                done.gone().size(),
                pids(done.gone()));
    }

    static String pids(List<Integer> pids) {
        return pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String relief(Killed done) {
        if (done.waited() == 0) {
            return Messages.text("kill.told.nobody");
        }
        int still = done.waited() - done.freed();
        return still == 0
                ? Messages.text("kill.told.freed", done.freed())
                : Messages.text("kill.told.freed.some", done.freed(), still);
    }
}
