package dev.belay.history;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;

/** Why Flyway, or a script of the folder, did not come to its end. */
public final class ScriptFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Spot spot;

    /**
     * Where in a script it broke.
     *
     * @param line where the statement begins, from 1
     */
    public record Spot(@Nullable Path script, int line, String statement) {}

    public ScriptFailure(String why, @Nullable Spot spot, @Nullable Throwable cause) {
        super(why, cause);
        this.spot = spot;
    }

    static ScriptFailure of(FlywayException failure) {
        Spot spot = null;
        SQLException sql = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FlywaySqlScriptException e) {
                spot = spot(e);
            }
            if (t instanceof SQLException e) {
                sql = e;
            }
        }
        if (sql != null) {
            return new ScriptFailure(oneLine(sql.getMessage()), spot, sql);
        }
        Throwable told = failure;
        while (told instanceof FlywayMigrateException && told.getCause() != null) {
            told = told.getCause();
        }
        return new ScriptFailure(oneLine(told.getMessage()), spot, failure);
    }

    private static @Nullable Spot spot(FlywaySqlScriptException e) {
        String path = e.getResource() == null ? null : e.getResource().getAbsolutePathOnDisk();
        String statement = e.getStatement();
        return statement == null
                ? null
                : new Spot(path == null ? null : Path.of(path), e.getLineNumber(), statement);
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s+", " ").replaceFirst("\\s*[.!]$", "");
    }

    /** The reason in one sentence, without a final stop. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** Null if it was not a statement that failed. */
    public @Nullable Spot spot() {
        return spot;
    }

    /** The engine's own exception, if there was one. */
    public @Nullable SQLException sql() {
        return getCause() instanceof SQLException e ? e : null;
    }
}
