package dev.belay.watch;

import dev.belay.activity.LockSample;
import dev.belay.activity.Party;
import dev.belay.activity.Who;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers since when the processes of a file were seen to hold what they hold, which no system
 * tells. Not thread-safe.
 */
final class Since {
    private Map<Who, Seen> before = Map.of();

    private record Seen(String state, Instant since) {}

    /** The same with the age of each state that the sample does not tell itself. */
    LockSample told(LockSample sample, Instant now) {
        Map<Who, Seen> seen = new HashMap<>();
        var parties =
                sample.parties().stream()
                        .map(party -> party.inState() == null ? aged(party, now, seen) : party)
                        .toList();
        before = seen;
        return new LockSample(sample.at(), parties);
    }

    private Party aged(Party party, Instant now, Map<Who, Seen> seen) {
        String state = party.state();
        if (state == null || party.started().backend() != null) {
            return party;
        }
        Seen earlier = before.get(party.who());
        Seen one = earlier != null && earlier.state.equals(state) ? earlier : new Seen(state, now);
        seen.put(party.who(), one);
        return party.inState(Duration.between(one.since, now));
    }
}
