package dev.belay.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.activity.Activity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

class SessionFilterTest {
    private static final List<Activity> ALL =
            List.of(
                    Crowd.session(1, "checkout-api", "app", "active", seconds(3), List.of()),
                    Crowd.session(2, "cart-api", "app", "idle", seconds(90), List.of()),
                    Crowd.session(
                            3,
                            "billing",
                            "billing",
                            "idle in transaction",
                            seconds(400),
                            List.of()),
                    Crowd.session(4, "my tool", "dba", "active", seconds(7), List.of(3)));

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static String found(String text) {
        SessionFilter filter = SessionFilter.of(text);
        assertThat(filter.fault()).isEmpty();
        return ALL.stream()
                .filter(filter)
                .map(a -> Integer.toString(a.pid()))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state:active            | 1 4",
                "state:idle              | 2",
                "state:idle-in-transaction | 3",
                "state:trans             | 3",
                "STATE:ACTIVE user:dba   | 4",
                "user:app                | 1 2",
                "app:api                 | 1 2",
                "app:\"my tool\"         | 4",
                "db:shop -state:active   | 2 3",
                "age>5s                  | 2 3 4",
                "age<5s                  | 1",
                "age>5min                | 3",
                "age>1.5min              | 3",
                "tx>300s                 | 3",
                "wait:lock               | 4",
                "blocked                 | 4",
                "state:waiting           | 4",
                "pid:3                   | 3",
                "client:10.20            | 1 2 3 4",
                "CART                    | 2",
                "billed                  | 1 2 3 4",
                "\"= 2\"                 | 2",
                "cart age>1min           | 2",
                "state:aborted           |",
                "state:fastpath          |",
                "id=2                    |",
                "-blocked -cart          | 1 3",
            })
    void wordsNarrowWhatIsShown(String text, String pids) {
        assertThat(found(text)).isEqualTo(pids == null ? "" : pids);
    }

    @Test
    void nothingTypedLetsEverybodyThrough() {
        assertThat(found("  ")).isEqualTo("1 2 3 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour:red",
                "size>3",
                "age>quick",
                "tx<5parsecs",
                "age>5",
                "tx<0.5",
                "age>=5s",
                "age=5s",
                "STATE=active",
                "state:aktiv",
                "-state:aktiv",
                "state:idle-in-transit",
                "user:",
                "app:\"\"",
                "-",
                "\"\"",
                "pid:12x",
                "app:my\"",
                "it\"s"
            })
    void whatIsNotUnderstoodIsToldWithWhatWouldBe(String text) {
        SessionFilter filter = SessionFilter.of(text + " user:dba");
        assertThat(filter.fault()).contains("“");
        assertThat(filter.fault()).containsAnyOf("Known: ", "Times: ");
        assertThat(ALL.stream().filter(filter)).as("the other words hold").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app:\"my tool user:dba", "user:dba \"my", "\"", "-\"a b"})
    void aQuoteThatIsNotClosedIsTold(String text) {
        assertThat(SessionFilter.of(text).fault()).startsWith("The quote in “").contains("Known: ");
    }

    @Test
    void theStateOfAProcessIsTheLocksItHolds() {
        assertThat(SessionFilter.of("state:reserved", false).fault()).isEmpty();
        assertThat(SessionFilter.of("state:reserved").fault()).startsWith("There is no state");
    }

    @Test
    void whatIsUnknownFitsNoWordAboutIt() {
        assertThat(found("tx<1h")).as("an idle session has no transaction").isEqualTo("1 3 4");
    }
}
