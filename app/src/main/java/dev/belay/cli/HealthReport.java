package dev.belay.cli;

import dev.belay.db.Session;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;
import dev.belay.watch.Check;
import dev.belay.watch.Health;
import dev.belay.watch.Health.Verdict;
import dev.belay.watch.Status;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Tells a target's health, and ends with the exit code that says the same. */
final class HealthReport {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);
    private final Call call;
    private final Target target;

    HealthReport(Call call, Target target) {
        this.call = call;
        this.target = target;
    }

    /** Of the checks as they are. */
    ExitCode all(Session session, Health health) {
        Verdict verdict = health.verdict();
        tell(session, health, verdict);
        return switch (verdict) {
            case HEALTHY -> ExitCode.DONE;
            case DEGRADED -> ExitCode.PARTLY;
            case UNHEALTHY -> ExitCode.FAILED;
        };
    }

    /** Of a target that is ready, or has a reason not to be. */
    ExitCode ready(Session session, Health health, @Nullable String why) {
        tell(session, health, why == null ? Verdict.HEALTHY : Verdict.UNHEALTHY);
        if (!call.out().json()) {
            call.out()
                    .line(
                            why == null ? Style.GOOD : Style.BAD,
                            why == null
                                    ? Messages.text("cli.health.is-ready")
                                    : Messages.text("cli.health.not-ready", why));
        }
        if (why == null) {
            return ExitCode.DONE;
        }
        call.out().told(new Problem("cli.ready", Call.name(target), why, ExitCode.FAILED));
        return ExitCode.FAILED;
    }

    /** Of a target that could not be asked: a document of one failed check, and of the error. */
    ExitCode lost(Problem problem) {
        LOG.info("{}: {}", problem.code(), problem.line());
        call.out().told(problem);
        if (call.out().json()) {
            Check connection = new Check("connection", Status.FAIL, null, null, problem.why());
            Health health = new Health(List.of(connection), now());
            call.out()
                    .document(
                            document(health, Verdict.UNHEALTHY)
                                    .put("error", Output.error(problem)));
        }
        return ExitCode.NO_CONNECTION;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void tell(Session session, Health health, Verdict verdict) {
        if (call.out().json()) {
            Json document =
                    document(health, verdict)
                            .put("serverVersion", session.identity().version().text())
                            .put("role", session.identity().role().name().toLowerCase(Locale.ROOT));
            call.out().document(document);
        } else {
            text(session, health, verdict);
        }
    }

    private Json document(Health health, Verdict verdict) {
        Json document =
                Json.object()
                        .put("target", Call.name(target))
                        .put("engine", target.engine().id())
                        .put("environment", target.environment().id())
                        .put("status", verdict.name().toLowerCase(Locale.ROOT))
                        .put("checks", health.checks().stream().map(HealthReport::check).toList())
                        .put("checkedAt", health.checkedAt().truncatedTo(ChronoUnit.MILLIS));
        for (Check check : health.checks()) {
            if (!check.rows().isEmpty()) {
                Json rows = Json.object();
                check.rows().forEach(rows::put);
                document.put("rows", rows);
            }
        }
        return document;
    }

    private static Json check(Check check) {
        return Json.object()
                .put("name", check.name())
                .put("status", check.status().json())
                .put("latencyMs", check.latency())
                .put("value", check.value())
                .put("detail", check.detail())
                .put("permitted", check.status() != Status.NOT_PERMITTED);
    }

    private void text(Session session, Health health, Verdict verdict) {
        call.out()
                .line(
                        style(verdict),
                        Messages.text(
                                "cli.health.head",
                                Call.name(target),
                                verdict.name().toLowerCase(Locale.ROOT),
                                target.environment().tag(),
                                target.engine().title(),
                                session.identity().version().text(),
                                Units.moment(health.checkedAt())));
        Table table = new Table(3);
        for (Check check : health.checks()) {
            Duration latency = check.latency();
            table.row(
                    new Table.Cell(word(check.status()), style(check.status())),
                    Table.Cell.of(Messages.text("check." + check.name())),
                    new Table.Cell(
                            check.value() == null ? word(check.status()) : check.value(),
                            check.value() == null ? Style.MUTED : Style.STRONG),
                    new Table.Cell(latency == null ? "" : Units.duration(latency), Style.MUTED),
                    Table.Cell.of(check.detail()));
        }
        call.out().table(table);
    }

    private static String word(Status status) {
        return Messages.text("cli.status." + status.name().toLowerCase(Locale.ROOT));
    }

    private static Style style(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> Style.GOOD;
            case DEGRADED -> Style.WARN;
            case UNHEALTHY -> Style.BAD;
        };
    }

    private static Style style(Status status) {
        return switch (status) {
            case OK -> Style.GOOD;
            case WARN -> Style.WARN;
            case FAIL -> Style.BAD;
            case UNKNOWN, NOT_PERMITTED -> Style.MUTED;
        };
    }
}
