package dev.belay.activity;

import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a lock is on, told apart from all others as the server does it; 0 where that is nothing. */
record LockTag(
        String type,
        long place,
        long relation,
        int page,
        int tuple,
        @Nullable String virtualxid,
        @Nullable String transactionid,
        long classid,
        long objid,
        int objsubid) {

    static LockTag of(ResultSet row) throws SQLException {
        return new LockTag(
                row.getString("locktype"),
                row.getLong("place"),
                row.getLong("relation"),
                row.getInt("page"),
                row.getInt("tuple"),
                row.getString("virtualxid"),
                row.getString("transactionid"),
                row.getLong("classid"),
                row.getLong("objid"),
                row.getInt("objsubid"));
    }

    /** For people; of what is no table nor part of one. */
    String words() {
        return switch (type) {
            case "transactionid" ->
                    Messages.text("activity.object.transaction", String.valueOf(transactionid));
            case "virtualxid" ->
                    Messages.text("activity.object.virtual", String.valueOf(virtualxid));
            default -> words(type, classid, objid, objsubid);
        };
    }

    static String words(String type, long classid, long objid, int objsubid) {
        return type.equals("advisory")
                ? Messages.text("activity.object.advisory", advisory(classid, objid, objsubid))
                : Messages.text(
                        "activity.object.other",
                        type,
                        Long.toString(classid),
                        Long.toString(objid));
    }

    /** A key as it was given: one number of 64 bits, or two of 32. */
    private static String advisory(long high, long low, int objsubid) {
        return objsubid == 1 ? Long.toString(high << 32 | low) : (int) high + ", " + (int) low;
    }

    /**
     * A table by its name.
     *
     * @param elsewhere the database, where that is another one
     */
    static String named(String table, @Nullable String elsewhere) {
        return elsewhere == null
                ? table
                : Messages.text("activity.object.elsewhere", table, elsewhere);
    }
}
