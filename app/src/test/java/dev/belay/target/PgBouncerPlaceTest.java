package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.message.BelayException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class PgBouncerPlaceTest {
    private static final Address.Server SHOP =
            new Address.Server(
                    "db-7",
                    5432,
                    "shop",
                    "app",
                    Tls.DEFAULT,
                    SshJump.of("ops@bastion").orElseThrow());

    private static Target shop(String place) {
        return Target.of("shop", Engine.POSTGRESQL, Environment.STAGING, SHOP)
                .withOptions(Map.of(TargetUrl.PGBOUNCER, place));
    }

    @ParameterizedTest
    @CsvSource({
        "pool-1, app@pool-1:6432/pgbouncer",
        "stats@pool-1:7000, stats@pool-1:7000/pgbouncer",
        "a@b@pool-1, a@b@pool-1:6432/pgbouncer",
        "[2001:db8::1]:7000, app@[2001:db8::1]:7000/pgbouncer",
        "stats@[::1], stats@[::1]:6432/pgbouncer",
        "pool-1?sslmode=disable, app@pool-1:6432/pgbouncer"
    })
    void itIsReadAsPeopleWriteIt(String text, String place) {
        Target console = shop(text).pgBouncer().orElseThrow();
        assertThat(console.place()).isEqualTo(place);
        assertThat(((Address.Server) console.address()).jump()).isEqualTo(SHOP.jump());
        assertThat(console.options()).isEmpty();
        ProfileRules.check(shop(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pool-1:",
                "pool-1:0",
                "pool-1:70000",
                "-oProxyCommand=x",
                "a b",
                "pool/1",
                "pool-1?sslmode=maybe",
                "pool-1?x=y",
                "user@",
                "2001:db8::1"
            })
    void whatIsNoPlaceIsRefused(String text) {
        assertThat(PgBouncerPlace.of(text)).isEmpty();
        assertThatThrownBy(() -> ProfileRules.check(shop(text)))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("PgBouncer");
    }

    @Test
    void itsTlsIsTheTargetsUnlessItNamesAnother() {
        Target strict =
                shop("pool-1")
                        .withAddress(
                                new Address.Server(
                                        "db-7",
                                        5432,
                                        "shop",
                                        "app",
                                        new Tls(TlsMode.REQUIRE, null, null, null),
                                        null));
        assertThat(tls(strict)).isEqualTo(TlsMode.REQUIRE);
        Target loose = strict.withOptions(Map.of(TargetUrl.PGBOUNCER, "pool-1?sslmode=disable"));
        assertThat(tls(loose)).isEqualTo(TlsMode.DISABLE);
        assertThat(tls(shop("pool-1"))).isEqualTo(TlsMode.VERIFY_FULL);
    }

    private static TlsMode tls(Target target) {
        Address.Server console = (Address.Server) target.pgBouncer().orElseThrow().address();
        return console.tls().modeFor(console.host());
    }

    @Test
    void itIsNoPartOfTheUrl() {
        assertThat(TargetUrl.of(shop("pool-1")).withoutPassword())
                .isEqualTo("postgresql://app@db-7:5432/shop?ssh_jump=ops%40bastion");
    }
}
