package dev.belay.backup;

import dev.belay.db.Session;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.sql.SQLException;
import java.util.List;

/**
 * What a server's database is beside what it holds, so that another can be made like it.
 *
 * @param provider of its locale, as the server's catalogue has it: {@code c}, {@code i}, {@code b}
 * @param locale of a provider that is not the operating system's, or null
 * @param tablespace null for the server's usual one
 * @param bytes it took; null if that was not to be seen
 * @param connectionLimit -1 for none
 * @param ownRights false if nobody ever granted or revoked, so that the server's usual rights hold
 * @param owners roles that own something in it
 * @param named roles that what it holds names otherwise: rights, policies, defaults of rights
 */
public record Traits(
        String name,
        String owner,
        String encoding,
        String provider,
        String collate,
        String ctype,
        @Nullable String locale,
        @Nullable String icuRules,
        @Nullable String tablespace,
        @Nullable Long bytes,
        int connectionLimit,
        boolean template,
        @Nullable String comment,
        boolean ownRights,
        List<Grant> grants,
        List<Setting> settings,
        List<String> owners,
        List<String> named) {
    static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * A right on the database.
     *
     * @param to null for everyone
     */
    public record Grant(@Nullable String to, String privilege, boolean grantable) {}

    /**
     * A setting that sessions of the database begin with.
     *
     * @param role whose sessions alone, or null
     */
    public record Setting(@Nullable String role, String name, String value) {}

    /** One that a later version writes may lack what this one knows. */
    @SuppressWarnings("NullAway") // what a reader gives for a list that is not there
    public Traits {
        grants = grants == null ? List.of() : List.copyOf(grants);
        settings = settings == null ? List.of() : List.copyOf(settings);
        owners = owners == null ? List.of() : List.copyOf(owners);
        named = named == null ? List.of() : List.copyOf(named);
    }

    /** Those of the session's own database. */
    public static Traits of(Session session) throws SQLException {
        return of(session, "");
    }

    /** Those of a database of the session's server, by its name. */
    public static Traits of(Session session, String name) throws SQLException {
        String json = session.one("database-traits", row -> row.getString("traits"), name);
        return JSON.readValue(json, Traits.class);
    }

    /** As one JSON document, keys named like the fields. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    /** Its locale in one word. */
    public String localeWords() {
        return locale != null ? locale : collate.equals(ctype) ? collate : collate + ", " + ctype;
    }
}
