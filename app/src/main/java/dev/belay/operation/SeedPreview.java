package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.ScriptText;
import dev.belay.lint.Judgement;
import dev.belay.lint.Lint;
import dev.belay.lint.Risk;
import dev.belay.message.BelayException;
import dev.belay.message.Messages;
import dev.belay.seed.Comparison;
import dev.belay.seed.Match;
import dev.belay.seed.RowText;
import dev.belay.seed.RowWriter;
import dev.belay.seed.SeedColumn;
import dev.belay.seed.SeedCount;
import dev.belay.seed.SeedFile;
import dev.belay.seed.SeedSet;
import dev.belay.target.Engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What seeding would do now, found by reading alone. What a script would do cannot be told without
 * running it, so its statements stand as they are.
 */
final class SeedPreview {
    private static final int SAMPLES = 5;

    private final Session session;
    private final Engine engine;
    final List<Part> parts = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final Map<String, SeedCount> counts = new LinkedHashMap<>();
    final Basis basis = new Basis();

    /** Rows that would be updated, by the file's shown name. */
    final Map<String, Set<String>> overwritten = new HashMap<>();

    private final List<Step> steps = new ArrayList<>();

    private SeedPreview(Session session) {
        this.session = session;
        this.engine = session.target().engine();
    }

    /**
     * @param pending true if migrations come before, so that a table or column may still be missing
     */
    static SeedPreview of(Session session, List<SeedSet> sets, boolean pending)
            throws SQLException {
        SeedPreview preview = new SeedPreview(session);
        if (session.can("seed-session")) {
            session.all("seed-session", row -> row.getString("zone"));
        }
        for (SeedSet set : sets) {
            preview.basis.add(set.name());
            preview.counts.put(set.name(), SeedCount.NONE);
            for (SeedFile file : set.files()) {
                switch (file) {
                    case SeedFile.Script script -> preview.script(script);
                    case SeedFile.Rows rows ->
                            preview.counts.merge(
                                    set.name(),
                                    pending ? preview.foreseen(rows) : preview.rows(rows),
                                    SeedCount::plus);
                }
            }
            preview.end(set);
        }
        return preview;
    }

    private void end(SeedSet set) {
        if (!steps.isEmpty()) {
            String how = Messages.text("plan.part.set.how");
            parts.add(new Part(Part.set(set.name()), null, how, steps));
            steps.clear();
        }
    }

    private void script(SeedFile.Script script) {
        for (ScriptText.Statement each : script.statements()) {
            Judgement judgement = Lint.judge(engine, each.sql());
            String place = script.shown() + ":" + each.line();
            basis.add(each.sql());
            steps.add(Step.of(place, each.sql(), judgement));
            judgement.advice().forEach(a -> findings.add(Finding.warning(place + ": " + a.text())));
        }
    }

    /** What is not comparable yet is told by its number alone. */
    private SeedCount foreseen(SeedFile.Rows file) throws SQLException {
        try {
            return rows(file);
        } catch (BelayException e) {
            int count = file.rows().size();
            file.rows().forEach(row -> basis.add(row.cells()));
            steps.add(
                    Step.of(
                            Messages.text("seed.step.later", file.shown(), count, file.table()),
                            Risk.ADDITIVE));
            return new SeedCount(count, 0, 0);
        }
    }

    private SeedCount rows(SeedFile.Rows file) throws SQLException {
        Comparison comparison = Comparison.of(session, file);
        RowText text = new RowText(comparison.table(), engine);
        comparison.matches().forEach(m -> basis.add(m.row().cells()).add(m.found()));
        comparison.matches().forEach(m -> basis.add(m.differences()));
        List<Match> inserts = some(comparison, Match::inserts);
        List<Match> updates = some(comparison, Match::updates);
        if (!inserts.isEmpty()) {
            String sql = text.insert(inserts.getFirst());
            step("seed.step.insert", comparison, inserts, sql, Risk.ADDITIVE);
        }
        if (!updates.isEmpty()) {
            String sql = text.update(updates.getFirst());
            step("seed.step.update", comparison, updates, sql, Risk.DESTRUCTIVE);
            findings.add(
                    new Finding.Lost(
                            comparison.table().quoted(),
                            Finding.Lost.Kind.ROWS,
                            updates.size(),
                            ""));
            samples(file, updates);
            Set<String> keys = new HashSet<>();
            updates.forEach(m -> keys.add(m.keyWords()));
            overwritten.put(file.shown(), keys);
        }
        for (SeedColumn column : RowWriter.numbered(comparison)) {
            steps.add(
                    Step.of(
                            Messages.text(
                                    "seed.step.sequence",
                                    file.shown(),
                                    String.valueOf(column.sequence()),
                                    column.name()),
                            Risk.ADDITIVE));
        }
        int same = comparison.matches().size() - inserts.size() - updates.size();
        return new SeedCount(inserts.size(), updates.size(), same);
    }

    private static List<Match> some(Comparison comparison, Predicate<Match> which) {
        return comparison.matches().stream().filter(which).toList();
    }

    private void step(
            String key, Comparison comparison, List<Match> matches, String sql, Risk risk) {
        String by =
                matches.getFirst().key().stream()
                        .map(SeedColumn::name)
                        .collect(Collectors.joining(", "));
        steps.add(
                new Step(
                        null,
                        Messages.text(
                                key,
                                comparison.file().shown(),
                                matches.size(),
                                comparison.table().quoted(),
                                by),
                        sql,
                        Lint.judge(engine, sql).lock(),
                        risk));
    }

    private void samples(SeedFile.Rows file, List<Match> updates) {
        for (Match match : updates.subList(0, Math.min(SAMPLES, updates.size()))) {
            match.differences()
                    .forEach(
                            d ->
                                    findings.add(
                                            Finding.note(
                                                    Messages.text(
                                                            "seed.sample",
                                                            file.source()
                                                                    .placed(match.row().spot()),
                                                            match.keyWords(),
                                                            d.words()))));
        }
        if (updates.size() > SAMPLES) {
            findings.add(
                    Finding.note(
                            Messages.text(
                                    "seed.sample.more", file.shown(), updates.size() - SAMPLES)));
        }
    }
}
