package dev.belay.target;

import dev.belay.store.Surroundings;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Where passwords come from, in the order they are asked: memory (given in a URL or typed), {@code
 * BELAY_PASSWORD}, {@code PGPASSWORD}, {@code .pgpass}, {@code pg_service.conf}. A keychain is one
 * more {@link PasswordSource} at the end of the list. None of them is ever written by Belay.
 *
 * <p>The environment has one password and does not say whose it is. A command has one target, so
 * that is clear; a console with many would show it to every server.
 */
public final class Credentials {
    private Credentials() {}

    /** For one target: all sources in their order; the first that knows a password wins. */
    public static PasswordSource ofOne(RememberedPasswords remembered, Surroundings around) {
        return firstOf(
                List.of(
                        remembered,
                        target -> environment(target, around),
                        new PgPass(around),
                        target -> service(target, around)));
    }

    /** For many targets: those sources that know whose password they hold. */
    public static PasswordSource ofMany(RememberedPasswords remembered, Surroundings around) {
        return firstOf(List.of(remembered, new PgPass(around), target -> service(target, around)));
    }

    /** The environment's password, if it has one that the target's engine could take. */
    public static @Nullable Secret environment(Target target, Surroundings around) {
        Secret own = variable("BELAY_PASSWORD", around);
        return own == null && target.engine() == Engine.POSTGRESQL
                ? variable("PGPASSWORD", around)
                : own;
    }

    static PasswordSource firstOf(List<PasswordSource> sources) {
        return target -> {
            for (PasswordSource source : sources) {
                Secret password = source.password(target);
                if (password != null) {
                    return password;
                }
            }
            return null;
        };
    }

    private static @Nullable Secret variable(String name, Surroundings around) {
        String value = around.environment().get(name);
        return value == null || value.isEmpty() ? null : Secret.of(value);
    }

    private static @Nullable Secret service(Target target, Surroundings around) {
        String service = target.options().get(TargetUrl.SERVICE);
        Map<String, String> section =
                service == null ? Map.of() : PgService.sectionOrNone(service, around);
        String password = section.get("password");
        return password == null || password.isEmpty() ? null : Secret.of(password);
    }

    /** Who connects where no user is named: {@code PGUSER}, else the login name. */
    public static String defaultUser(Surroundings around) {
        String user = around.get("PGUSER");
        return user != null ? user : System.getProperty("user.name", "");
    }
}
