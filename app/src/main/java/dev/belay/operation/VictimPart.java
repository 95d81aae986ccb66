package dev.belay.operation;

import dev.belay.activity.Micros;
import dev.belay.lint.Risk;
import dev.belay.message.Messages;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.stream.Collectors;

/** What a plan will do to one session: the same as long as the same session is meant. */
final class VictimPart {
    private VictimPart() {}

    /**
     * @param question the statement that signals, with {@code ?} for the victim's number, beginning
     *     and transaction
     */
    static Part of(Victim victim, boolean terminate, String question) {
        String way = terminate ? "terminate" : "cancel";
        String session = Micros.text(victim.started());
        Instant transaction = victim.transaction();
        String act =
                transaction == null
                        ? Messages.text("kill.step." + way, session)
                        : Messages.text("kill.step.in." + way, session, Micros.text(transaction));
        return Part.of(
                Messages.text("kill.part." + way, Integer.toString(victim.pid())),
                new Step(null, act, filled(question, victim), null, Risk.DESTRUCTIVE));
    }

    private static String filled(String question, Victim victim) {
        String sql =
                question.lines()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n"));
        for (String value :
                new String[] {
                    Integer.toString(victim.pid()),
                    literal(victim.started()),
                    literal(victim.transaction())
                }) {
            sql = sql.replaceFirst("\\?(?=::)", value);
        }
        return sql;
    }

    private static String literal(@Nullable Instant moment) {
        return moment == null ? "NULL" : "'" + Micros.text(moment) + "'";
    }
}
