package dev.belay.operation;

import dev.belay.backup.Traits;
import dev.belay.db.Session;
import dev.belay.message.Messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gives a new database the rights, limit, comment and settings of another one. */
final class Dressing {
    /** A setting, a role or a right that this server does not have, or not for this role. */
    private static final Set<String> NOT_HERE = Set.of("22", "42");

    private final Session session;
    private final String name;
    private final List<String> left = new ArrayList<>();

    private record Property(String sql, boolean missing) {
        static Property read(ResultSet row) throws SQLException {
            return new Property(row.getString("sql"), row.getString("missing") != null);
        }
    }

    private record Setting(
            String alter,
            String name,
            String value,
            String literal,
            boolean list,
            boolean missing,
            boolean may) {
        static Setting read(ResultSet row) throws SQLException {
            return new Setting(
                    row.getString("alter_it"),
                    row.getString("name"),
                    row.getString("value"),
                    row.getString("literal"),
                    row.getBoolean("list"),
                    row.getString("missing") != null,
                    row.getBoolean("may"));
        }

        String sql() {
            return alter + " to " + (list ? value : literal);
        }
    }

    private Dressing(Session session, String name) {
        this.session = session;
        this.name = name;
    }

    /**
     * Does it.
     *
     * @param name of the new database
     * @return the statements that this role could not do here
     */
    static List<String> give(Session session, String name, Traits traits) throws SQLException {
        Dressing dressing = new Dressing(session, name);
        for (Property each : dressing.properties(traits)) {
            dressing.give(each.sql, each.missing, () -> Maintenance.run(session, each.sql));
        }
        for (Setting each : dressing.settings(traits)) {
            dressing.give(each.sql(), each.missing, () -> dressing.set(each));
        }
        return dressing.left;
    }

    /** The statements that this role cannot do on this server, as they would be. */
    static List<String> cannot(Session session, String name, Traits traits) throws SQLException {
        Dressing dressing = new Dressing(session, name);
        List<String> cannot = new ArrayList<>();
        dressing.properties(traits).stream()
                .filter(Property::missing)
                .forEach(p -> cannot.add(p.sql));
        dressing.settings(traits).stream()
                .filter(s -> s.missing || !s.may)
                .forEach(s -> cannot.add(s.sql()));
        return cannot;
    }

    /** What of it is worth a word: {@code 2 settings, its comment}. */
    static String words(Traits traits) {
        List<String> words = new ArrayList<>();
        if (!traits.settings().isEmpty()) {
            words.add(Messages.text("restore.dress.settings", traits.settings().size()));
        }
        if (traits.ownRights()) {
            long others =
                    traits.grants().stream().filter(g -> !traits.owner().equals(g.to())).count();
            words.add(Messages.text("restore.dress.rights", others));
        }
        if (traits.connectionLimit() >= 0) {
            words.add(Messages.text("restore.dress.limit", traits.connectionLimit()));
        }
        if (traits.comment() != null) {
            words.add(Messages.text("restore.dress.comment"));
        }
        return words.isEmpty() ? Messages.text("restore.dress.usual") : String.join(", ", words);
    }

    private List<Property> properties(Traits traits) throws SQLException {
        return session.all("restore-properties", Property::read, name, traits.json());
    }

    private List<Setting> settings(Traits traits) throws SQLException {
        return session.all("restore-settings", Setting::read, name, traits.json());
    }

    private interface Statement {
        void run() throws SQLException;
    }

    private void give(String sql, boolean missing, Statement statement) throws SQLException {
        if (missing) {
            left.add(sql);
            return;
        }
        try {
            statement.run();
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || !NOT_HERE.contains(state.substring(0, 2))) {
                throw e;
            }
            left.add(sql);
        }
    }

    private void set(Setting setting) throws SQLException {
        if (!setting.list) {
            Maintenance.run(session, setting.sql());
            return;
        }
        // A list that is written as one literal would become a list of one.
        session.connection().setAutoCommit(false);
        try {
            session.select(
                    "select set_config(?, ?, true)",
                    row -> row.getString(1),
                    setting.name,
                    setting.value);
            Maintenance.run(session, setting.alter + " from current");
            session.connection().commit();
        } finally {
            session.connection().rollback();
            session.connection().setAutoCommit(true);
        }
    }
}
