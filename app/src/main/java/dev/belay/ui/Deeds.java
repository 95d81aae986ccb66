package dev.belay.ui;

import dev.belay.message.Messages;
import dev.belay.news.Subscription;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditEvent;
import dev.belay.operation.AuditLine;
import dev.belay.operation.AuditQuery;
import dev.belay.operation.Changes;
import dev.belay.ui.kit.Background;
import dev.belay.ui.kit.chart.Mark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What was done to the target in sight, by this Belay or by any other of the same store, as marks
 * on the time axis. FX thread.
 */
final class Deeds implements AutoCloseable {
    private static final Duration BACK = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final int MOST = 200;

    /** What takes longer is marked at both ends. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Set<AuditEvent> ENDS =
            Set.of(
                    AuditEvent.DONE,
                    AuditEvent.FAILED,
                    AuditEvent.CANCELLED,
                    AuditEvent.IN_DOUBT,
                    AuditEvent.INTERRUPTED);

    /** The history of migrations tells when those were done. */
    private static final Set<String> TOLD_BY_HISTORY = Set.of("init", "migrate", "rollback");

    private final Supplier<Audit> audit;
    private final Clock clock;
    private final Background background = new Background();
    private final Subscription heard;
    private volatile boolean news = true;
    private String target = "";
    private Instant asked = Instant.MIN;
    private List<Mark> marks = List.of();

    /**
     * @param audit asked for on a worker, since making it opens the store
     */
    Deeds(Supplier<Audit> audit, Changes changes, Clock clock) {
        this.audit = audit;
        this.clock = clock;
        heard = changes.subscribe(() -> news = true);
    }

    /** Those of the last hour, as far as they were read; the others come a moment later. */
    List<Mark> of(String name) {
        Instant now = clock.instant();
        if (!name.equals(target)) {
            target = name;
            marks = List.of();
            news = true;
        }
        if (news || now.isAfter(asked.plus(AGAIN))) {
            news = false;
            asked = now;
            background.run(
                    () -> read(name, now.minus(BACK)),
                    found -> marks = name.equals(target) ? found : marks,
                    problem -> {});
        }
        return marks;
    }

    private List<Mark> read(String name, Instant since) {
        return marks(audit.get().lines(AuditQuery.ALL.ofTarget(name).since(since).atMost(MOST)));
    }

    /**
     * The marks of some lines of the audit.
     *
     * @param lines the newest first
     */
    static List<Mark> marks(List<AuditLine> lines) {
        List<Mark> marks = new ArrayList<>();
        Map<String, Instant> begun = new HashMap<>();
        for (AuditLine line : lines.reversed()) {
            Optional<AuditEvent> event = AuditEvent.of(line.event());
            if (event.filter(AuditEvent.BEGUN::equals).isPresent()) {
                begun.put(line.operation(), line.at());
            } else if (event.filter(ENDS::contains).isPresent()) {
                Instant first = begun.remove(line.operation());
                if (first != null && first.plus(LONG).isBefore(line.at())) {
                    marks.add(begins(line.operation(), first));
                }
                end(line, event.get()).ifPresent(marks::add);
            }
        }
        begun.forEach((operation, at) -> marks.add(begins(operation, at)));
        marks.sort(Comparator.comparing(Mark::at));
        return List.copyOf(marks);
    }

    private static Mark begins(String operation, Instant at) {
        return new Mark(at, kind(operation), Messages.text("ui.mark.begins", operation));
    }

    private static Optional<Mark> end(AuditLine line, AuditEvent event) {
        boolean done = event == AuditEvent.DONE;
        if (done && TOLD_BY_HISTORY.contains(line.operation())) {
            return Optional.empty();
        }
        String words =
                done
                        ? line.operation()
                        : Messages.text("ui.mark.ended", line.operation(), event.id());
        return Optional.of(new Mark(line.at(), kind(line.operation()), words));
    }

    private static Mark.Kind kind(String operation) {
        return switch (operation) {
            case "backup" -> Mark.Kind.BACKUP;
            case "kill" -> Mark.Kind.CANCEL;
            case "init", "migrate", "rollback" -> Mark.Kind.MIGRATION;
            default -> Mark.Kind.NOTE;
        };
    }

    @Override
    public void close() {
        heard.close();
        background.close();
    }
}
