package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.db.Sessions;
import dev.belay.message.Messages;
import dev.belay.testing.KillRounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A command that is killed at one moment after the other. What is found each time is one of the
 * states between its transactions, to the last row; the next start tells which; and the same
 * command then comes to the same end as if nothing had happened.
 */
final class KillCampaign {
    private static final int TRIES = 12;

    private final Ground ground;
    private final KillJob job;
    private final KillRounds rounds;
    private final Random random;
    private final KillTally tally;
    private final List<Standing> states = new ArrayList<>();
    private final Map<String, Integer> begunAt = new HashMap<>();
    private List<Phase> phases = List.of();
    private Duration life = Duration.ZERO;
    private Duration work = Duration.ZERO;

    /** An operation in the journal; the phase is its last, told how it was closed. */
    private record Open(String id, Phase phase, boolean ended, String told) {}

    KillCampaign(Ground ground, KillJob job, KillRounds rounds, Random random, KillTally tally) {
        this.ground = ground;
        this.job = job;
        this.rounds = rounds;
        this.random = random;
        this.tally = tally;
    }

    private Workshop workshop() {
        return new Workshop(rounds.home());
    }

    /** Finds out which states there are and how long the command lives; it is not killed yet. */
    void rehearse(Workshop other) throws Exception {
        ground.bring(job.kept());
        states.add(ground.standing(other));
        for (List<Function<Workshop, Operation<?>>> part : job.parts()) {
            ground.bring(job.kept());
            for (Function<Workshop, Operation<?>> each : part) {
                other.run(ground.target(), each.apply(other));
                ground.quiet();
            }
            states.add(ground.standing(other));
        }
        ground.bring(job.kept());
        Outcome<?> whole = other.run(ground.target(), job.operation().apply(other));
        assertThat(whole).isInstanceOf(Outcome.Done.class);
        states.add(ground.standing(other));
        assertThat(states.stream().distinct().count()).isEqualTo(states.size());

        ground.bring(job.kept());
        long start = System.nanoTime();
        KillRounds.Result result = rounds.run(words());
        life = Duration.ofNanos(System.nanoTime() - start);
        assertThat(result.exit()).as(result.error()).isZero();
        try (Workshop workshop = workshop()) {
            assertThat(ground.standing(workshop)).isEqualTo(states.getLast());
            Open done = last(workshop).orElseThrow();
            List<Journal.Reached> reached = workshop.journal.phases(done.id());
            phases = reached.stream().map(Journal.Reached::phase).toList();
            work = Duration.between(reached.getFirst().at(), reached.getLast().at());
        }
    }

    /** The phases the command goes through, each once. */
    List<Phase> phases() {
        return phases.stream().distinct().toList();
    }

    private String[] words() {
        return job.words().toArray(String[]::new);
    }

    /** A kill at any moment of the process's life, or, every other time, of its operation's. */
    void atRandom(int number) throws Exception {
        if (number % 2 == 0) {
            killed(number, () -> rounds.kill(share(life), words()));
            return;
        }
        killed(
                number,
                () -> {
                    try (Workshop workshop = workshop()) {
                        int before = begun(workshop);
                        return rounds.kill(() -> begun(workshop) > before, share(work), words());
                    }
                });
    }

    private Duration share(Duration of) {
        return Duration.ofNanos((long) (of.toNanos() * 1.05 * random.nextDouble()));
    }

    /** Kills as soon as the journal has a phase, until one died in it. */
    void in(Phase phase) throws Exception {
        int before = tally.hits(phase);
        for (int i = 0; i < TRIES && tally.hits(phase) == before; i++) {
            int times = 1 + random.nextInt((int) phases.stream().filter(phase::equals).count());
            killed(
                    i,
                    () -> {
                        try (Workshop workshop = workshop()) {
                            int known = reached(workshop, phase);
                            return rounds.kill(
                                    () -> reached(workshop, phase) >= known + times,
                                    Duration.ZERO,
                                    words());
                        }
                    });
        }
        assertThat(tally.hits(phase)).as("died while %s", phase).isGreaterThan(before);
    }

    /** Something that kills. */
    private interface Shot {
        KillRounds.Kill fire() throws Exception;
    }

    private void killed(int number, Shot shot) throws Exception {
        ground.bring(job.kept());
        Optional<Integer> at = hit(shot, 0);
        if (at.isEmpty()) {
            return;
        }
        switch (number % 4) {
            case 1 -> byCommand(at.get());
            case 3 -> {
                tally.twice();
                hit(() -> rounds.kill(share(life), words()), at.get());
                byLooking();
            }
            default -> byLooking();
        }
    }

    /**
     * Kills once.
     *
     * @param from the state it begins with
     * @return the state it left; empty if it had ended before
     */
    private Optional<Integer> hit(Shot shot, int from) throws Exception {
        int before;
        try (Workshop workshop = workshop()) {
            before = begun(workshop);
        }
        KillRounds.Kill kill = shot.fire();
        if (!kill.killed()) {
            return Optional.empty();
        }
        try (Workshop workshop = workshop()) {
            if (begun(workshop) == before) {
                tally.early();
            } else {
                Open begun = last(workshop).orElseThrow();
                begunAt.put(begun.id(), from);
                if (begun.ended()) {
                    tally.late();
                } else {
                    tally.in(begun.phase());
                }
            }
            int at = states.indexOf(ground.standing(workshop));
            assertThat(at)
                    .as("%s was killed, told %s, and left %s", job.name(), kill.error(), at)
                    .isNotNegative();
            tally.found(at, states.size() - 1);
            return Optional.of(at);
        }
    }

    private void byCommand(int at) throws Exception {
        List<Open> open;
        try (Workshop workshop = workshop()) {
            open = open(workshop);
        }
        KillRounds.Result result = rounds.run(words());
        assertThat(result.exit()).as(result.error()).isZero();
        for (Open each : open) {
            assertThat(result.error()).contains("was interrupted");
            assertThat(result.error())
                    .satisfiesAnyOf(
                            told -> assertThat(told).contains(sentence(each, at)),
                            told -> undecided(each, told));
            tally.told();
        }
        try (Workshop workshop = workshop()) {
            assertThat(open(workshop)).isEmpty();
            assertThat(ground.standing(workshop)).isEqualTo(states.getLast());
        }
    }

    private void byLooking() throws Exception {
        try (Workshop workshop = workshop()) {
            List<Open> open = open(workshop);
            List<Interrupted> told = workshop.recovery().look(t -> true);
            int at = states.indexOf(ground.standing(workshop));
            assertThat(told)
                    .extracting(i -> i.entry().id())
                    .containsExactlyInAnyOrderElementsOf(open.stream().map(Open::id).toList());
            for (Open each : open) {
                assertThat(told)
                        .filteredOn(i -> i.entry().id().equals(each.id()))
                        .singleElement()
                        .satisfies(i -> truly(each, i.found(), at));
                tally.told();
            }
            Outcome<?> whole = finished(workshop);
            assertThat(whole).isInstanceOf(Outcome.Done.class);
            assertThat(ground.standing(workshop)).isEqualTo(states.getLast());
        }
    }

    private Outcome<?> finished(Workshop workshop) {
        return workshop.runner.run(
                ground.target(),
                job.operation().apply(workshop),
                Workshop.typed(ground.target().databaseName()),
                new Runner.Manner(Progress.NONE, new Stop(), Duration.ofSeconds(20)));
    }

    /** What was found is what is, piece by piece. */
    private void truly(Open open, Found found, int at) {
        int from = begunAt.get(open.id());
        if (found.state() == Found.State.UNDECIDED) {
            undecided(open, found.sentence());
            return;
        }
        if (at == from && from > 0 && scripts()) {
            // They run again from the first one, which leaves the rows as they are.
            assertThat(found.done()).hasSizeLessThanOrEqualTo(at);
            assertThat(found.left()).hasSize(states.size() - 1 - found.done().size());
            return;
        }
        assertThat(found.state())
                .as(
                        "%s, begun at %s, killed while %s, left %s: %s",
                        job.name(), from, open.phase(), at, found)
                .isEqualTo(state(from, at));
        if (found.state() == Found.State.PARTLY) {
            assertThat(found.done()).hasSize(scripts() ? at : at - from);
            assertThat(found.left()).hasSize(states.size() - 1 - at);
        }
    }

    private boolean scripts() {
        return job.name().equals(KillJob.SEED_SCRIPTS);
    }

    /** Nobody numbers a file's transactions, and scripts leave no trace of their own. */
    private void undecided(Open open, String told) {
        assertThat(told).contains("cannot be told");
        assertThat(scripts()).isTrue();
        assertThat(Sessions.onServer(ground.target())).isFalse();
        assertThat(open.phase()).isEqualTo(Phase.COMMITTING);
    }

    private Found.State state(int from, int at) {
        if (at == from) {
            return Found.State.BEFORE;
        }
        return at == states.size() - 1 ? Found.State.DONE : Found.State.PARTLY;
    }

    /** The beginning of the sentence that is true of an operation. */
    private String sentence(Open open, int at) {
        return switch (state(begunAt.get(open.id()), at)) {
            case BEFORE -> Messages.text("recovery.before");
            case DONE -> Messages.text("recovery.after");
            default -> Messages.text("recovery.partly", "#", "").split("#")[0];
        };
    }

    private static int begun(Workshop workshop) {
        return workshop.store.read(
                h -> h.createQuery("select count(*) from operation").mapTo(int.class).one());
    }

    private static int reached(Workshop workshop, Phase phase) {
        return workshop.store.read(
                h ->
                        h.createQuery("select count(*) from operation_phase where phase = ?")
                                .bind(0, phase.id())
                                .mapTo(int.class)
                                .one());
    }

    private static Optional<Open> last(Workshop workshop) {
        List<Open> all = all(workshop, "true");
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private static List<Open> open(Workshop workshop) {
        return all(workshop, "ended_at is null");
    }

    private static List<Open> all(Workshop workshop, String which) {
        return workshop.store.read(
                h ->
                        h.createQuery(
                                        "select id, ended_at, told, (select phase from"
                                            + " operation_phase p where p.operation = o.id order by"
                                            + " number desc limit 1) phase from operation o where "
                                                + which
                                                + " order by rowid")
                                .map(
                                        (row, context) ->
                                                new Open(
                                                        row.getString("id"),
                                                        Phase.valueOf(
                                                                row.getString("phase")
                                                                        .toUpperCase(
                                                                                java.util.Locale
                                                                                        .ROOT)),
                                                        row.getObject("ended_at") != null,
                                                        row.getString("told")))
                                .list());
    }
}
