package dev.belay.operation;

import dev.belay.activity.LockTree;
import dev.belay.activity.Locks;
import dev.belay.activity.Who;
import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.db.Sql;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cancels what sessions of a server do, or ends them: those very sessions, and no others of their
 * numbers. It runs beside other operations, since it may be one of theirs that has to end.
 */
public final class Kill implements Operation<Killed> {
    public static final String NAME = "kill";

    private final Target target;
    private final Victims victims;
    private List<Sighting> seen = List.of();
    private @Nullable Killed result;

    public Kill(Target target, Victims victims) {
        this.target = target;
        this.victims = victims;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean beside() {
        return true;
    }

    /** What it did so far, also where it failed then; empty if nothing was sent. */
    public Optional<Killed> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        List<Problem> blockers = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        String signal = victims.terminate() ? "kill-terminate" : "kill-cancel";
        boolean able = session.can(signal);
        if (able) {
            look(session, blockers, findings);
        } else {
            blockers.add(Obstacles.noSessions(session, target));
        }
        String sql = able ? statement(session, signal) : "";
        return new Plan(
                NAME,
                victims.arguments(),
                target,
                Seen.of(session, target, null),
                null,
                new Basis().add(victims).text(),
                able
                        ? victims.all().stream()
                                .map(v -> VictimPart.of(v, victims.terminate(), sql))
                                .toList()
                        : List.of(),
                findings,
                blockers,
                Plan.Safety.NONE);
    }

    /** What is against all of them forbids it; what is against some leaves those alone. */
    private void look(Session session, List<Problem> blockers, List<Finding> findings)
            throws SQLException {
        LockTree tree = tree(session);
        seen = Sighting.of(session, victims);
        boolean some = seen.stream().anyMatch(Sighting::clear);
        for (Sighting each : seen) {
            Problem obstacle = each.obstacle();
            if (obstacle == null) {
                findings.addAll(VictimWords.of(Objects.requireNonNull(each.now()), tree, target));
            } else if (some) {
                findings.add(Finding.warning(Messages.text("kill.alone", obstacle.why())));
            } else {
                blockers.add(obstacle);
            }
        }
        together(tree).ifPresent(findings::addFirst);
        if (blockers.size() > 1) {
            Problem all = together(List.copyOf(blockers).stream());
            blockers.clear();
            blockers.add(all);
        }
    }

    /** Why nothing is sent to any of them. */
    private Problem together(Stream<Problem> obstacles) {
        List<Problem> all = obstacles.toList();
        String whys = all.stream().map(Problem::why).collect(Collectors.joining("; "));
        return all.size() == 1
                ? all.getFirst()
                : Problem.of("kill.none", target.name(), ExitCode.REFUSED, whys);
    }

    /** What the end of several brings, which is more than that of each alone. */
    private Optional<Finding> together(LockTree tree) {
        Set<Who> clear =
                seen.stream()
                        .filter(Sighting::clear)
                        .map(s -> Who.of(s.victim().pid()))
                        .collect(Collectors.toSet());
        int behind = tree.behind(clear).size();
        String words =
                behind == 0
                        ? Messages.text("kill.together.none", clear.size())
                        : Messages.text(
                                "kill.together", clear.size(), behind, tree.freedBy(clear).size());
        return clear.size() < 2
                ? Optional.empty()
                : Optional.of(new Finding.Note(Finding.Severity.NOTE, words));
    }

    private static String statement(Session session, String question) {
        int major = session.identity().version().major();
        return Sql.find(session.target().engine(), major, question).orElseThrow();
    }

    private static LockTree tree(Session session) throws SQLException {
        return Locks.read(session).map(LockTree::of).orElseGet(() -> LockTree.empty(Instant.EPOCH));
    }

    @Override
    public Killed nothing(Plan plan) {
        return new Killed(victims.terminate(), List.of(), 0, 0);
    }

    @Override
    public Killed work(Work work) throws SQLException {
        try (Session session = work.session()) {
            return worked(work, session);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    private Killed worked(Work work, Session session) throws SQLException {
        List<Victim> clear = seen.stream().filter(Sighting::clear).map(Sighting::victim).toList();
        Relief relief = new Relief(tree(session), clear, victims.terminate());
        Map<Victim, Problem> alone = new HashMap<>();
        for (Sighting each : seen) {
            Problem obstacle = each.obstacle();
            Problem left = obstacle == null ? signalled(work, session, each, relief) : obstacle;
            if (left != null) {
                alone.put(each.victim(), left);
            }
        }
        if (alone.size() == seen.size()) {
            throw together(seen.stream().map(s -> alone.get(s.victim()))).asException();
        }
        work.tell(Phase.EXECUTING, Messages.text("kill.looking"), OptionalDouble.empty());
        relief.measure(session, work);
        Killed killed = killed(relief, alone);
        result = killed;
        if (!killed.staying().isEmpty()) {
            throw stays(killed).asException();
        }
        return killed;
    }

    /** Null if it was sent, else why it was not. */
    private @Nullable Problem signalled(Work work, Session session, Sighting each, Relief relief)
            throws SQLException {
        Victim victim = each.victim();
        Obstacles obstacles = new Obstacles(target, victim, victims.terminate());
        String pid = Integer.toString(victim.pid());
        work.at(Phase.EXECUTING, Messages.text("kill.sending", pid), OptionalDouble.empty());
        work.note(Phase.EXECUTING, victim.text());
        Signal signal = Signal.send(session, victim, victims.terminate());
        return switch (signal.kind()) {
            case SENT -> {
                relief.sent(victim, signal);
                yield null;
            }
            case GONE -> obstacles.gone();
            case CHANGED -> obstacles.changed();
            case DENIED -> obstacles.denied();
        };
    }

    private Killed killed(Relief relief, Map<Victim, Problem> alone) {
        List<Killed.End> ends = new ArrayList<>();
        for (Victim each : victims.all()) {
            Problem left = alone.get(each);
            ends.add(
                    new Killed.End(
                            each.pid(),
                            left == null,
                            relief.gone(each),
                            left == null ? null : left.why()));
        }
        return new Killed(victims.terminate(), ends, relief.waited(), relief.freed());
    }

    private Problem stays(Killed killed) {
        Victim first =
                victims.all().stream()
                        .filter(v -> killed.staying().contains(v.pid()))
                        .findFirst()
                        .orElseThrow();
        String which = KilledWords.pids(killed.staying());
        String gone = killed.gone().isEmpty() ? "" : KilledWords.ended(killed) + "; ";
        return new Obstacles(target, first, victims.terminate())
                .stays(gone, which, Units.duration(Relief.LIMIT));
    }

    /** Whose beginning tells which is which; what has ended itself since is gone as well. */
    @Override
    public Optional<Found> found(String id, @Nullable String note, Plan now) {
        if (seen.stream().anyMatch(Sighting::hidden)) {
            return Optional.of(
                    Found.of(
                            Found.State.UNKNOWN,
                            "recovery.unknown",
                            now.blockers().isEmpty() ? "" : now.blockers().getFirst().why()));
        }
        List<String> there = pids(true);
        List<String> gone = pids(false);
        Found.State state =
                gone.isEmpty()
                        ? Found.State.BEFORE
                        : there.isEmpty() ? Found.State.DONE : Found.State.PARTLY;
        List<String> sentences = new ArrayList<>();
        if (!gone.isEmpty()) {
            sentences.add(
                    words(victims.terminate() ? "kill.found.gone" : "kill.found.ended", gone));
        }
        if (!there.isEmpty()) {
            sentences.add(words("kill.found.there", there));
        }
        String sentence = String.join("; ", sentences);
        return Optional.of(new Found(state, gone, there, sentence));
    }

    private static String words(String key, List<String> pids) {
        return Messages.text(key, String.join(", ", pids), pids.size());
    }

    private List<String> pids(boolean there) {
        return seen.stream()
                .filter(s -> s.there() == there)
                .map(s -> Messages.text("activity.pid", Integer.toString(s.victim().pid())))
                .toList();
    }

    @Override
    public List<String> told(Killed done) {
        return KilledWords.of(done);
    }

    /** What was ended must not be there; what was cancelled may have begun anew since. */
    @Override
    public List<String> verify(Session session, Plan plan, Killed done) throws SQLException {
        if (!victims.terminate()) {
            return List.of();
        }
        return Sighting.of(session, victims).stream()
                .filter(s -> done.gone().contains(s.victim().pid()))
                .filter(s -> s.now() != null && s.sameSession())
                .map(s -> Messages.text("kill.verify", Integer.toString(s.victim().pid())))
                .toList();
    }
}
