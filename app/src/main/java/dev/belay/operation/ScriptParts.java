package dev.belay.operation;

import dev.belay.history.ScriptText;
import dev.belay.lint.Advice;
import dev.belay.lint.Judgement;
import dev.belay.lint.Lint;
import dev.belay.lint.PlanLint;
import dev.belay.lint.Retype;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;
import dev.belay.target.Engine;

import java.util.ArrayList;
import java.util.List;

/** Scripts as parts of a plan: each statement judged after those before it. Used once. */
final class ScriptParts {
    private final Engine engine;
    private final boolean advised;
    private final PlanLint lint;
    private final List<Part> parts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<ScriptText> destructive = new ArrayList<>();

    /**
     * @param advised false for a database without a table, where nobody waits
     * @param live the types of columns now
     */
    ScriptParts(Engine engine, boolean advised, Retype.Live live) {
        this.engine = engine;
        this.advised = advised;
        this.lint = new PlanLint(engine, live);
    }

    /**
     * @param atLeast what running it takes away, whatever its statements are
     */
    void add(String title, Risk atLeast, ScriptText text) {
        String file = text.file().getFileName().toString();
        if (advised) {
            Lint.script(engine, lines(text)).forEach(a -> findings.add(warning(file, a.text())));
        }
        List<Step> steps = new ArrayList<>();
        List<ScriptText.Statement> takes = new ArrayList<>();
        for (ScriptText.Statement each : text.statements()) {
            Judgement judgement = lint.judge(each.sql());
            String place = file + ":" + each.line();
            steps.add(Step.of(place, each.sql(), judgement));
            if (judgement.risk() == Risk.DESTRUCTIVE) {
                takes.add(each);
            }
            if (advised) {
                judgement.advice().forEach(a -> findings.add(finding(place, a)));
            }
        }
        if (!text.transactional() && steps.size() > 1) {
            findings.add(Finding.warning(Messages.text("script.bare", file)));
        }
        if (steps.isEmpty()) {
            steps.add(Step.of(Messages.text("migrate.empty", file), Risk.ADDITIVE));
        }
        parts.add(new Part(title, file, Part.bound(text.transactional()), atLeast, steps));
        destructive.add(new ScriptText(text.file(), takes, text.transactional()));
    }

    private static Finding finding(String place, Advice advice) {
        return advice.remark()
                ? Finding.note(place + ": " + advice.text())
                : warning(place, advice.text());
    }

    private static Finding warning(String place, String text) {
        return Finding.warning(place + ": " + text);
    }

    private static List<Lint.Statement> lines(ScriptText text) {
        return text.statements().stream()
                .map(s -> new Lint.Statement(s.sql(), s.transactional()))
                .toList();
    }

    List<Part> parts() {
        return parts;
    }

    /** What to think of first. */
    List<Finding> findings() {
        return findings;
    }

    /** The statements that take something away which none of the earlier ones made. */
    List<ScriptText> destructive() {
        return destructive;
    }
}
