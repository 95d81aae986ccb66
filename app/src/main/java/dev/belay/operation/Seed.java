package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.seed.SeedChoice;
import dev.belay.seed.SeedCount;
import dev.belay.seed.SeedSet;
import dev.belay.seed.SeedTables;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Brings the rows of seed sets into a target, one transaction a set. */
public final class Seed implements Operation<Seeded> {
    /** The argument that names sets. */
    public static final String SET = "set";

    // No folder has it in its name.
    private static final String BETWEEN = "/";

    private final Target target;
    private final Safeguard safeguard;
    private final List<String> named;
    private @Nullable SeedChoice choice;
    private @Nullable SeedPreview preview;

    /**
     * @param named the sets, in this order; none for all that are for the target's environment
     */
    public Seed(Target target, Safeguard safeguard, List<String> named) {
        this.target = target;
        this.safeguard = safeguard;
        this.named = List.copyOf(named);
    }

    /** The names of sets as one argument. */
    public static String together(List<String> sets) {
        return String.join(BETWEEN, sets);
    }

    /** The names of sets from one argument. */
    public static List<String> sets(String argument) {
        return List.of(argument.split(BETWEEN));
    }

    /**
     * The sets that go into a target without being asked for by name, every file read.
     *
     * @throws dev.belay.message.BelayException if a file is malformed, naming the place
     */
    public static List<SeedSet> due(Target target) {
        return SeedChoice.due(target).sets();
    }

    /**
     * What {@link #apply} would do now.
     *
     * @param basis what it depends on, for the plan's own
     * @param counts of rows alone; what scripts would do is not known before
     */
    public record Foreseen(
            List<Part> parts, List<Finding> findings, String basis, Map<String, SeedCount> counts) {
        public Foreseen {
            parts = List.copyOf(parts);
            findings = List.copyOf(findings);
            counts = Map.copyOf(counts);
        }
    }

    /**
     * Foresees what sets would do, as a part of another operation's plan. Reads only.
     *
     * @param pending true if migrations come before, so that a table or column may still be missing
     */
    public static Foreseen foresee(Session session, List<SeedSet> sets, boolean pending)
            throws SQLException {
        SeedPreview found = SeedPreview.of(session, sets, pending);
        return new Foreseen(found.parts, found.findings, found.basis.text(), found.counts);
    }

    /**
     * Brings sets into a target as a part of another operation's work.
     *
     * @param session one of the work's, in no transaction
     * @return what became of the rows of each set
     * @throws dev.belay.message.BelayException if a row or a statement is refused; the sets before
     *     it are committed, and nothing of its own is left
     */
    public static Map<String, SeedCount> apply(Work work, Session session, List<SeedSet> sets)
            throws SQLException {
        SeedWork seeding = new SeedWork(work, session, null);
        seeding.run(sets);
        return seeding.counts;
    }

    @Override
    public String name() {
        return "seed";
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        SeedChoice chosen = SeedChoice.of(target, named);
        List<Problem> blockers = new ArrayList<>(Guards.server(session, target));
        blockers.addAll(chosen.refused());
        SeedPreview found = SeedPreview.of(session, chosen.sets(), false);
        choice = chosen;
        preview = found;
        List<Finding> findings = new ArrayList<>(found.findings);
        if (!found.parts.isEmpty()) {
            findings.addAll(Preflight.ofFile(session, target));
        }
        left(chosen.skipped(), chosen.note()).forEach(l -> findings.add(Finding.note(l)));
        Risk risk = found.parts.stream().map(Part::risk).reduce(Risk.HARMLESS, Risk::and);
        return new Plan(
                name(),
                named.isEmpty() ? Map.of() : Map.of(SET, together(named)),
                target,
                Seen.of(session, target, null),
                null,
                found.basis.text(),
                found.parts,
                findings,
                blockers,
                safeguard.of(target, risk, blockers));
    }

    private SeedChoice choice() {
        return Objects.requireNonNull(choice, "planned first");
    }

    @Override
    public Seeded nothing(Plan plan) {
        SeedChoice chosen = choice();
        return new Seeded(
                Objects.requireNonNull(preview).counts, Map.of(), chosen.skipped(), chosen.note());
    }

    @Override
    public Seeded work(Work work) throws SQLException {
        try (Session session = work.session()) {
            SeedWork seeding = new SeedWork(work, session, preview);
            seeding.run(choice().sets());
            return new Seeded(seeding.counts, seeding.rows, choice().skipped(), null);
        } catch (ConnectException e) {
            throw e.failure().problem().asException(e);
        }
    }

    @Override
    public List<String> told(Seeded result) {
        List<String> told = told(result.sets());
        result.rows()
                .forEach(
                        (table, rows) ->
                                told.add(
                                        Messages.text(
                                                "seed.told.rows",
                                                table,
                                                rows.before(),
                                                rows.after())));
        told.addAll(left(result.skipped(), result.note()));
        return told;
    }

    private List<String> left(List<String> skipped, @Nullable String note) {
        return note != null
                ? List.of(note)
                : skipped.stream()
                        .map(s -> Messages.text("seed.skipped", s, target.environment().id()))
                        .toList();
    }

    static List<String> told(Map<String, SeedCount> sets) {
        List<String> told = new ArrayList<>();
        sets.forEach(
                (set, count) ->
                        told.add(
                                Messages.text(
                                        "seed.told.set",
                                        set,
                                        count.inserted(),
                                        count.updated(),
                                        count.unchanged())));
        return told;
    }

    @Override
    public List<String> verify(Session session, Plan plan, Seeded result) throws SQLException {
        List<String> faults = new ArrayList<>();
        List<SeedSet> sets = choice().sets();
        SeedPreview.of(session, sets, false)
                .counts
                .forEach(
                        (set, left) -> {
                            if (left.wrote()) {
                                faults.add(
                                        Messages.text(
                                                "seed.verify.rows",
                                                set,
                                                left.inserted(),
                                                left.updated()));
                            }
                        });
        if (sets.stream().noneMatch(SeedTables::removes)) {
            result.rows()
                    .forEach(
                            (table, rows) -> {
                                if (rows.after() < rows.before()) {
                                    faults.add(
                                            Messages.text(
                                                    "seed.verify.fewer",
                                                    table,
                                                    rows.before(),
                                                    rows.after()));
                                }
                            });
        }
        return faults;
    }
}
