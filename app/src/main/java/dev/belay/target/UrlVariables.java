package dev.belay.target;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.store.Surroundings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment variables in which applications carry the URL of their database. */
public final class UrlVariables {
    private static final List<String> NAMES = List.of("DATABASE_URL", "POSTGRES_URL", "MYSQL_URL");

    private UrlVariables() {}

    /**
     * The URL that the variables give, if one is set.
     *
     * @throws BelayException with {@link ExitCode#USAGE}, naming them, if more than one is set and
     *     they differ
     */
    public static Optional<String> url(Surroundings around) {
        Map<String, String> set = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = around.get(name);
            if (value != null) {
                set.put(name, value.strip());
            }
        }
        if (Set.copyOf(set.values()).size() > 1) {
            throw Problem.of(
                            "target.url-variables", String.join(", ", set.keySet()), ExitCode.USAGE)
                    .asException();
        }
        return set.values().stream().findFirst();
    }
}
