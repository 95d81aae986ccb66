package dev.belay.cli;

import dev.belay.target.Target;
import dev.belay.watch.Check;
import dev.belay.watch.check.OnDemand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The write that is rolled back, as seldom as it may be though each command is a process of its
 * own: an empty file in Belay's home keeps when a target was last written to.
 */
final class WriteProbe {
    private final Call call;
    private final Clock clock;

    WriteProbe(Call call, Clock clock) {
        this.call = call;
        this.clock = clock;
    }

    Check write(Target target) {
        Path mark = mark(target);
        Map<String, Instant> written = new HashMap<>();
        try {
            written.put(target.place(), Files.getLastModifiedTime(mark).toInstant());
        } catch (IOException e) {
            // Never written to, as far as anyone remembers.
        }
        Check check = new OnDemand(call.parts().sessions(), clock, written).write(target);
        // Only a write that was tried took time.
        if (check.latency() != null) {
            try {
                Files.createDirectories(mark.getParent());
                Files.deleteIfExists(mark);
                Files.createFile(mark);
            } catch (IOException e) {
                // The next probe comes sooner than it should; that harms nothing.
            }
        }
        return check;
    }

    private Path mark(Target target) {
        byte[] place = target.place().getBytes(StandardCharsets.UTF_8);
        String name = UUID.nameUUIDFromBytes(place).toString();
        return call.parts().home().create().data().resolve("probes").resolve(name);
    }
}
