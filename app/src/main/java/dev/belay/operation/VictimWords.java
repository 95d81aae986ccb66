package dev.belay.operation;

import dev.belay.activity.Activity;
import dev.belay.activity.LockTree;
import dev.belay.activity.Who;
import dev.belay.db.Purpose;
import dev.belay.db.ServerWords;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a session before it is killed. */
final class VictimWords {
    private static final String OWN = Purpose.applicationName("");

    private final Activity now;
    private final String pid;

    private VictimWords(Activity now) {
        this.now = now;
        this.pid = Integer.toString(now.pid());
    }

    static List<Finding> of(Activity now, LockTree tree, Target target) {
        VictimWords words = new VictimWords(now);
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding.Note(
                        now.xidAge() == null ? Finding.Severity.NOTE : Finding.Severity.WARN,
                        words.whole(tree)));
        findings.addAll(words.warnings(target));
        return findings;
    }

    /** Who it is, what it does, what is lost, who waits, in one sentence. */
    private String whole(LockTree tree) {
        return Messages.text("kill.victim", who(), doing(), cost(), behind(tree)) + query();
    }

    private String who() {
        String application = now.application();
        String name =
                application == null || application.isEmpty()
                        ? Messages.text("preflight.nameless")
                        : application;
        String user = now.user() == null ? "" : Messages.text("preflight.user", now.user());
        String client = now.client() == null ? "" : Messages.text("kill.client", now.client());
        return Messages.text("kill.who", pid, name + user + client);
    }

    private String doing() {
        String state = now.state();
        if (state == null) {
            return String.valueOf(now.kind());
        }
        boolean runs = state.equals("active");
        String running = now.blocked() ? "activity.blocked" : "activity.active";
        return since(
                runs ? Messages.text(running) : state,
                runs ? now.ages().query() : now.ages().inState());
    }

    private static String since(String what, @Nullable Duration age) {
        return age == null ? what : Messages.text("activity.for", what, Units.duration(age));
    }

    private String cost() {
        Duration age = now.ages().transaction();
        if (age == null) {
            return Messages.text("kill.cost.none");
        }
        return Messages.text(
                now.xidAge() == null ? "kill.cost.read" : "kill.cost.written", Units.duration(age));
    }

    private String behind(LockTree tree) {
        int behind = tree.behind(Who.of(now.pid())).size();
        int freed = tree.freedBy(Who.of(now.pid())).size();
        return freed == behind
                ? Messages.text("kill.frees", behind)
                : Messages.text("kill.frees.some", behind, freed);
    }

    private String query() {
        String query = now.query();
        if (query == null || query.isBlank()) {
            return "";
        }
        boolean runs = "active".equals(now.state());
        return Messages.text(
                runs ? "kill.query" : "kill.query.last",
                ServerWords.tame(query.strip().replaceAll("\\s+", " ").replaceAll(";$", "")));
    }

    private List<Finding> warnings(Target target) {
        List<Finding> warnings = new ArrayList<>();
        String kind = String.valueOf(now.kind());
        String application = String.valueOf(now.application());
        String database = now.database();
        if (kind.equals("walsender")) {
            warnings.add(warning("kill.walsender"));
        }
        if (kind.equals("autovacuum worker")) {
            boolean wraps = String.valueOf(now.query()).contains("(to prevent wraparound)");
            warnings.add(warning(wraps ? "kill.wraparound" : "kill.autovacuum"));
        }
        if (now.leader() != null) {
            warnings.add(warning("kill.worker", now.leader().toString()));
        }
        if (now.own()) {
            warnings.add(warning("kill.own", application.substring(OWN.length())));
        }
        if (database != null && !database.equals(target.databaseName())) {
            warnings.add(warning("kill.elsewhere", database, target.databaseName()));
        }
        return warnings;
    }

    private Finding warning(String key, String... more) {
        List<String> arguments = new ArrayList<>(List.of(pid));
        arguments.addAll(List.of(more));
        return Finding.warning(Messages.text(key, arguments.toArray()));
    }
}
