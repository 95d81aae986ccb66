package dev.belay.schema;

import dev.belay.history.ScriptText;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script does beyond its own database. In scratch that would change the live one or its
 * server, so such scripts are not run there.
 */
final class ServerWide {
    private static final String BLANKS = "(?:\\s++|--[^\n]*+\n|/\\*.*?\\*/)*+";
    private static final Pattern BEYOND =
            Pattern.compile(
                    BLANKS
                            + "(?:(?:create|alter|drop)\\s+(?:role|group|database|tablespace|subscription|user(?!\\s+mapping))\\b"
                            + "|alter\\s+system\\b|reassign\\s+owned\\b|drop\\s+owned\\b"
                            + "|grant\\s+\\S+\\s+on\\s+(?:database|tablespace)\\b"
                            + "|copy\\b.*\\bprogram\\b|attach\\b|vacuum\\b.*\\binto\\b).*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern EXTENSION =
            Pattern.compile(
                    BLANKS + "create\\s+extension\\s+(?:if\\s+not\\s+exists\\s+)?\"?([\\w-]+)\"?.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ServerWide() {}

    /**
     * Looks through scripts before they are run in scratch.
     *
     * @throws BelayException with {@link ExitCode#REFUSED} if one reaches beyond its database
     */
    static void refuse(Target target, List<ScriptText> scripts) {
        for (ScriptText script : scripts) {
            Optional<ScriptText.Statement> beyond =
                    script.statements().stream()
                            .filter(s -> BEYOND.matcher(s.sql()).matches())
                            .findFirst();
            if (beyond.isPresent()) {
                throw Problem.of(
                                "schema.scratch.beyond",
                                target.name(),
                                ExitCode.REFUSED,
                                String.valueOf(script.file().getFileName()),
                                Integer.toString(beyond.get().line()))
                        .asException();
            }
        }
    }

    /** The extensions that scripts make, by their names in lower case. */
    static Set<String> extensions(List<ScriptText> scripts) {
        Set<String> names = new HashSet<>();
        for (ScriptText script : scripts) {
            for (ScriptText.Statement each : script.statements()) {
                Matcher name = EXTENSION.matcher(each.sql());
                if (name.matches()) {
                    names.add(name.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
