package dev.belay.cli;

import dev.belay.activity.Micros;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.Kill;
import dev.belay.operation.Killed;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** {@code belay kill}: cancels what sessions do, or ends them. */
@Command(name = "kill")
final class KillCommand implements Action {
    @Mixin ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "PID", arity = "1..*")
    List<Integer> pids = List.of();

    @Option(names = "--started", paramLabel = "BACKENDSTART", required = true)
    List<String> started = List.of();

    @Option(names = "--xact", paramLabel = "XACTSTART")
    List<String> transactions = List.of();

    @Option(names = "--terminate")
    boolean terminate;

    @Override
    public ExitCode run(Call call) {
        Victims victims = new Victims(victims(), terminate);
        Target target = call.target();
        Kill kill = new Kill(target, victims);
        Change way = new Change(call, change).failing(document -> put(document, kill));
        ExitCode exit =
                way.run(
                        target,
                        kill,
                        Duration.ZERO,
                        done -> {
                            if (call.out().json()) {
                                Json document = Json.object().put("target", Call.name(target));
                                put(document, kill);
                                call.out().document(document.took(done.took()));
                            } else {
                                way.told(target, done);
                            }
                        });
        boolean alone =
                kill.result().stream()
                        .flatMap(killed -> killed.ends().stream())
                        .anyMatch(end -> end.alone() != null);
        return exit == ExitCode.DONE && alone ? ExitCode.PARTLY : exit;
    }

    /** Each with its own moments, in the order of their numbers. */
    private List<Victim> victims() {
        boolean named = !transactions.isEmpty();
        if (started.size() != pids.size() || (named && transactions.size() != pids.size())) {
            throw usage(
                    "cli.kill.several",
                    Integer.toString(pids.size()),
                    Integer.toString(started.size()),
                    Integer.toString(transactions.size()));
        }
        if (new HashSet<>(pids).size() < pids.size()) {
            throw usage("cli.kill.twice");
        }
        return IntStream.range(0, pids.size())
                .mapToObj(
                        i ->
                                victim(
                                        pids.get(i),
                                        started.get(i),
                                        named ? transactions.get(i) : Victim.ANY))
                .toList();
    }

    private Victim victim(int pid, String start, String transaction) {
        if (pid <= 0) {
            throw usage("cli.kill.pid", Integer.toString(pid));
        }
        boolean any = transaction.equals(Victim.ANY);
        if (any && !terminate) {
            throw usage("cli.kill.which", Integer.toString(pid));
        }
        return new Victim(
                pid, moment("--started", start), any ? null : moment("--xact", transaction));
    }

    private static Instant moment(String option, String text) {
        return Micros.read(text).orElseThrow(() -> usage("cli.kill.moment", option, text));
    }

    private static RuntimeException usage(String key, String... arguments) {
        return Problem.of(key, "", ExitCode.USAGE, (Object[]) arguments).asException();
    }

    /** What was measured; what was not is unknown. */
    private void put(Json document, Kill kill) {
        List<Killed.End> ends = kill.result().map(Killed::ends).orElse(List.of());
        if (pids.size() == 1) {
            put(document, pids.getFirst(), ends);
        } else {
            document.put("sessions", pids.stream().map(p -> one(p, ends)).toList());
        }
        document.put("freed", kill.result().map(Killed::freed).orElse(null));
    }

    /** One of several, with why it was left alone. */
    private static Json one(int pid, List<Killed.End> ends) {
        Killed.End end = of(pid, ends);
        return put(Json.object(), pid, ends).put("reason", end == null ? null : end.alone());
    }

    private static Killed.@Nullable End of(int pid, List<Killed.End> ends) {
        return ends.stream().filter(e -> e.pid() == pid).findFirst().orElse(null);
    }

    private static Json put(Json document, int pid, List<Killed.End> ends) {
        Killed.End end = of(pid, ends);
        return document.put("pid", pid)
                .put("signalled", end != null && end.signalled())
                .put("gone", end == null ? null : end.gone());
    }
}
