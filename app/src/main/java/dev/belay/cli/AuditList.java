package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.operation.Audit;
import dev.belay.operation.AuditEntry;
import dev.belay.operation.AuditEvent;
import dev.belay.operation.AuditQuery;
import dev.belay.target.TargetUrl;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code belay audit list}: who changed what, newest first. */
@Command(name = "list")
final class AuditList implements Action {
    @Option(names = "--since", paramLabel = "TIME")
    @Nullable String since;

    @Option(names = "--event", paramLabel = "EVENT", split = ",")
    List<String> events = List.of();

    @Option(names = "--limit", paramLabel = "N")
    int limit = Integer.MAX_VALUE;

    @Override
    public ExitCode run(Call call) {
        AuditQuery query = query(call);
        Audit audit = call.parts().audit();
        List<AuditEntry> entries = new ArrayList<>();
        audit.each(query, entries::add);
        if (call.out().json()) {
            Audit.Verdict verdict = audit.verify();
            call.out()
                    .document(
                            Json.object()
                                    .put("entries", entries.stream().map(AuditList::json).toList())
                                    .put("intact", verdict.intact())
                                    .put("head", verdict.head()));
        } else if (entries.isEmpty()) {
            boolean none = audit.newest() == 0;
            call.out().line(Messages.text(none ? "cli.audit.none" : "cli.audit.filtered"));
        } else {
            call.out().table(table(entries));
        }
        return ExitCode.DONE;
    }

    private AuditQuery query(Call call) {
        if (limit < 1) {
            throw Problem.of("cli.audit.limit", "", ExitCode.USAGE, Integer.toString(limit))
                    .asException();
        }
        AuditQuery query =
                AuditQuery.ALL
                        .ofEvents(events.stream().map(AuditList::event).collect(Collectors.toSet()))
                        .ofTarget(target(call))
                        .atMost(limit);
        return since == null ? query : query.since(moment(since, Instant.now()));
    }

    /** A target that was removed is still in the log, so its name is not looked up. */
    private static @Nullable String target(Call call) {
        String named = call.options().target;
        return named != null && TargetUrl.looksLikeUrl(named) ? call.target().place() : named;
    }

    private static String event(String word) {
        return AuditEvent.of(word)
                .map(AuditEvent::id)
                .orElseThrow(
                        () -> {
                            String known =
                                    Arrays.stream(AuditEvent.values())
                                            .map(e -> e.id().replace(' ', '-'))
                                            .collect(Collectors.joining(", "));
                            return Problem.of("cli.audit.event", "", ExitCode.USAGE, word, known)
                                    .asException();
                        });
    }

    /** A moment, a day in the user's zone, or a time before now. */
    static Instant moment(String text, Instant now) {
        try {
            return text.indexOf('T') > 0
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException e) {
            if (text.matches("[0-9]{1,6}d")) {
                return now.minus(
                        Long.parseLong(text.substring(0, text.length() - 1)), ChronoUnit.DAYS);
            }
            if (text.matches("[0-9]{1,9}(ms|s|min|m|h)")) {
                return now.minus(ThresholdOptions.duration(text));
            }
            throw Problem.of("cli.audit.since", "", ExitCode.USAGE, text).asException(e);
        }
    }

    private static Table table(List<AuditEntry> entries) {
        Table table = new Table();
        table.head(Messages.text("cli.audit.columns").split("\\|"));
        for (AuditEntry e : entries) {
            table.row(
                    Table.Cell.of(Long.toString(e.number())),
                    Table.Cell.of(Units.moment(e.at())),
                    Table.Cell.of(e.user() + "@" + e.host()),
                    Table.Cell.of(e.operation()),
                    new Table.Cell(e.event(), style(e.event())),
                    Table.Cell.of(e.place()),
                    Table.Cell.of(e.outcome()));
        }
        return table;
    }

    private static Style style(String event) {
        return AuditEvent.of(event).map(AuditList::style).orElse(Style.PLAIN);
    }

    private static Style style(AuditEvent event) {
        return switch (event) {
            case DONE, REHEARSED, PROVEN, ACKNOWLEDGED -> Style.GOOD;
            case FAILED, IN_DOUBT, BROKEN -> Style.BAD;
            case REFUSED, CANCELLED, INTERRUPTED, REHEARSAL_FAILED, NOT_PROVEN -> Style.WARN;
            case BEGUN, REHEARSING, PROVING, SCHEDULED -> Style.PLAIN;
        };
    }

    private static Json json(AuditEntry entry) {
        Json json = Json.object();
        entry.fields().forEach(json::put);
        return json;
    }
}
