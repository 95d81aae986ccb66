package dev.belay.operation;

import dev.belay.db.Session;
import dev.belay.history.Histories;
import dev.belay.history.History;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings an empty, half-made or finished database to the newest version. Any number may do it at
 * once: the claim lets one work, and what is left for the others is nothing.
 */
public final class Init implements Operation<Initialised> {
    private final Target target;
    private final Histories histories;
    private final Migrate migrate;

    public Init(Target target, Histories histories, Safeguard safeguard) {
        this.target = target;
        this.histories = histories;
        this.migrate = new Migrate(target, histories, safeguard, null);
    }

    @Override
    public String name() {
        return "init";
    }

    @Override
    public boolean makesFile() {
        return true;
    }

    @Override
    public Plan plan(Session session) throws SQLException {
        Plan migration = migrate.plan(session);
        List<Problem> blockers = new ArrayList<>(migration.blockers());
        History history = histories.read(session, target);
        if (history.table() == null && !Verification.empty(session, target)) {
            blockers.add(Guards.refused("init.foreign", target));
        }
        return new Plan(
                name(),
                Map.of(),
                target,
                migration.fingerprint(),
                migration.basis(),
                migration.steps(),
                migration.warnings(),
                blockers,
                migration.safety());
    }

    @Override
    public Initialised nothing(Plan plan) {
        return new Initialised(false, List.of(), "");
    }

    @Override
    public Initialised work(Work work) throws SQLException {
        Migrated migrated = migrate.work(work);
        return new Initialised(!migrated.applied().isEmpty(), migrated.applied(), "");
    }

    @Override
    public List<String> verify(Session session, Plan plan, Initialised result) throws SQLException {
        return migrate.verify(session, plan, new Migrated(result.applied(), null, null));
    }
}
