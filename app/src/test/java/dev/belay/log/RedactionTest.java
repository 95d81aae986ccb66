package dev.belay.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:canary9@db:5432/shop",
                "postgresql+psycopg://app:p@canary9@db/shop",
                "postgres://:canary9@db/shop",
                "jdbc:postgresql://db/shop?user=a&password=canary9&ssl=true",
                "host=db password=canary9 user=app",
                "{\"password\": \"canary9\"}",
                "sslpassword=canary9",
                "PGPASSWORD=canary9",
            })
    void aPasswordIsMaskedByItsPlace(String text) {
        assertThat(Redaction.of(text)).doesNotContain("canary9").contains(Redaction.MASK);
    }

    @Test
    void aKnownSecretIsMaskedWhereverItStands() {
        Redaction.hide("tr0ub4dor&3");
        assertThat(Redaction.of("FATAL: tr0ub4dor&3 is wrong"))
                .isEqualTo("FATAL: " + Redaction.MASK + " is wrong");
    }

    @Test
    void aUrlWithoutAPasswordStaysAsItIs() {
        String url = "postgresql://app@db:5432/shop and mail@example.org";
        assertThat(Redaction.of(url)).isEqualTo(url);
    }
}
