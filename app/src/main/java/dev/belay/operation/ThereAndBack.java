package dev.belay.operation;

import dev.belay.db.ConnectException;
import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.history.Migration;
import dev.belay.history.Versions;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.schema.Kind;
import dev.belay.schema.Schema;
import dev.belay.schema.SchemaDifference;
import dev.belay.schema.Scratch;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan's operation on a likeness of its target, and then the one that takes it back. */
final class ThereAndBack {
    /** What repeatable migrations make, and no undo script brings back as it was. */
    private static final Set<Kind> OF_REPEATABLES =
            EnumSet.of(Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.FUNCTION, Kind.TRIGGER, Kind.RULE);

    private final Scratch scratch;
    private final Target target;
    private final Histories histories;
    private final Plan plan;
    private final Rehearsal.Told told;
    private final Stop stop;
    private final Safeguard safeguard = new Safeguard(SafetyCopy.NONE, true);
    private final List<Rehearsed.Ran> ran = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> repeated = new HashSet<>();
    private boolean back;
    private List<SchemaDifference> differences = List.of();

    ThereAndBack(Scratch scratch, Histories histories, Plan plan, Rehearsal.Told told, Stop stop) {
        this.scratch = scratch;
        this.target = scratch.target();
        this.histories = histories;
        this.plan = plan;
        this.told = told;
        this.stop = stop;
    }

    List<Rehearsed.Ran> ran() {
        return ran;
    }

    List<String> notes() {
        return notes;
    }

    boolean back() {
        return back;
    }

    List<SchemaDifference> differences() {
        return differences;
    }

    /**
     * @throws dev.belay.message.BelayException if a script fails there, or what it should have made
     *     is not there
     */
    void run() throws SQLException, ConnectException {
        History before = history();
        admit(before);
        Schema was = scratch.schema();
        if (plan.operation().equals("migrate")) {
            migrated(migrate(plan.arguments().get("to")));
            wayBack(before);
        } else {
            String from = before.current();
            undone(went(rollback(plan.arguments().get("to"))));
            Optional<Problem> hindrance =
                    from == null ? Optional.empty() : hindrance(migrate(from));
            if (hindrance.isPresent()) {
                notes.add(Messages.text("rehearsal.note.no-way", hindrance.get().why()));
            } else {
                migrated(migrate(from));
                back = true;
            }
        }
        if (back) {
            compare(was, scratch.schema());
        }
    }

    private void wayBack(History before) throws SQLException, ConnectException {
        Optional<String> none = noWayBack(before.current());
        if (none.isPresent()) {
            notes.add(none.get());
            return;
        }
        Rollback rollback = rollback(before.current());
        Optional<Problem> hindrance = hindrance(rollback);
        if (hindrance.isPresent()) {
            notes.add(Messages.text("rehearsal.note.no-way", hindrance.get().why()));
            return;
        }
        undone(went(rollback));
        back = true;
    }

    /** Why what was applied cannot be undone by going back to the version before. */
    private Optional<String> noWayBack(@Nullable String from)
            throws SQLException, ConnectException {
        List<String> versions = versions();
        if (versions.isEmpty()) {
            return Optional.of(Messages.text("rehearsal.note.repeatables"));
        }
        List<String> without =
                history().migrations().stream()
                        .filter(m -> m.version() != null && versions.contains(m.version()))
                        .filter(m -> m.installedRank() != null && !m.undoable())
                        .map(Migration::script)
                        .toList();
        if (!without.isEmpty()) {
            return Optional.of(Messages.text("rehearsal.note.no-undo", String.join(", ", without)));
        }
        return versions.stream()
                .filter(v -> from != null && Versions.atMost(v, from))
                .findFirst()
                .map(v -> Messages.text("rehearsal.note.older", v, String.valueOf(from)));
    }

    private List<String> versions() {
        return ran.stream()
                .map(Rehearsed.Ran::name)
                .filter(n -> n.startsWith("V"))
                .map(n -> n.substring(1))
                .toList();
    }

    private Migrate migrate(@Nullable String to) {
        return new Migrate(target, histories, safeguard, to);
    }

    private Rollback rollback(@Nullable String to) {
        return new Rollback(target, histories, safeguard, to == null ? Rollback.NOTHING : to);
    }

    private void migrated(Migrate migrate) throws SQLException, ConnectException {
        for (var each : went(migrate).applied()) {
            String version = each.version();
            if (version == null) {
                repeated.add(each.description());
            }
            ran.add(
                    new Rehearsed.Ran(
                            version == null ? each.description() : "V" + version, each.took()));
        }
    }

    private void undone(RolledBack result) {
        for (RolledBack.Undone each : result.undone()) {
            ran.add(new Rehearsed.Ran("U" + each.version(), each.took()));
        }
    }

    private Optional<Problem> hindrance(Operation<?> operation)
            throws SQLException, ConnectException {
        try (Session session = scratch.source().session()) {
            return operation.plan(session).blockers().stream().findFirst();
        }
    }

    /** The way of every operation, without claim, journal and approval: nobody else is there. */
    private <R> R went(Operation<R> operation) throws SQLException, ConnectException {
        Plan here;
        try (Session session = scratch.source().session()) {
            here = operation.plan(session);
        }
        if (!here.blockers().isEmpty()) {
            throw here.blockers().getFirst().asException();
        }
        R result =
                operation.work(
                        new Work(
                                "",
                                here,
                                scratch.source(),
                                (_, _) -> {},
                                (phase, what, share, _) -> progress(phase, what, share),
                                stop,
                                new Stop(),
                                _ -> {}));
        try (Session session = scratch.source().session()) {
            List<String> faults = operation.verify(session, here, result);
            if (!faults.isEmpty()) {
                throw Problem.of(
                                "operation.verify",
                                target.name(),
                                ExitCode.FAILED,
                                String.join("; ", faults))
                        .asException();
            }
        }
        return result;
    }

    private void progress(Phase phase, String what, OptionalDouble share) {
        told.at(what.isEmpty() ? phase.words() : what, share);
    }

    private History history() throws SQLException, ConnectException {
        try (Session session = scratch.source().session()) {
            return histories.read(session, target);
        }
    }

    /** Both scripts of each version that is gone through, and all that is repeatable. */
    private void admit(History history) throws SQLException, ConnectException {
        Set<String> planned =
                plan.parts().stream()
                        .map(Part::script)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        List<Path> files =
                history.migrations().stream()
                        .filter(
                                m ->
                                        m.repeatable()
                                                || planned.contains(name(m.file()))
                                                || planned.contains(name(m.undoFile())))
                        .flatMap(m -> Stream.of(m.file(), m.undoFile()).filter(Objects::nonNull))
                        .distinct()
                        .toList();
        try (Session session = scratch.source().session()) {
            scratch.admit(histories.texts(session, target, files));
        }
    }

    private static String name(@Nullable Path file) {
        return file == null ? "" : String.valueOf(file.getFileName());
    }

    private void compare(Schema was, Schema now) throws SQLException, ConnectException {
        List<Repeatables.Repeatable> repeatables;
        try (Session session = scratch.source().session()) {
            repeatables =
                    Repeatables.of(session, target, histories, histories.read(session, target))
                            .all()
                            .stream()
                            .filter(r -> repeated.contains(r.migration().description()))
                            .toList();
        }
        List<SchemaDifference> unexplained = new ArrayList<>();
        for (SchemaDifference each : SchemaDifference.between(was, now)) {
            Optional<Repeatables.Repeatable> maker =
                    OF_REPEATABLES.contains(each.kind())
                            ? repeatables.stream()
                                    .filter(r -> r.mentions(lastName(each.name())))
                                    .findFirst()
                            : Optional.empty();
            if (maker.isPresent()) {
                notes.add(
                        Messages.text(
                                "rehearsal.note.repeatable",
                                each.kind().words(),
                                each.name(),
                                maker.get().migration().script()));
            } else {
                unexplained.add(each);
            }
        }
        differences = unexplained;
        notes.addAll(SchemaDifference.notes(was, now));
    }

    /** {@code f} of {@code public.f(integer)}. */
    private static String lastName(String name) {
        int arguments = name.indexOf('(');
        String bare = arguments < 0 ? name : name.substring(0, arguments);
        return bare.substring(bare.lastIndexOf('.') + 1).replace("\"", "");
    }
}
