package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.Address.Server;
import dev.belay.testing.Around;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class TargetsTest {
    private static final String CANARY = "c4n4ry-s3cr3t";

    @TempDir Path folder;
    Surroundings around;
    Store store;
    Targets targets;

    @BeforeEach
    void open() {
        around = Around.in(folder, "BELAY_HOME", folder.resolve("home").toString());
        store = Store.open(around);
        targets = new Targets(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Target shop(String name) {
        Server server = new Server("db-7", 5432, "shop", "app", Tls.DEFAULT, null);
        return Target.of(name, Engine.POSTGRESQL, Environment.PRODUCTION, server);
    }

    private static BelayException refusal(Runnable act) {
        BelayException refused = catchThrowableOfType(BelayException.class, act::run);
        assertThat(refused).isNotNull();
        return refused;
    }

    @Test
    void everyFieldOfAProfileComesBack() throws Exception {
        Path pem = Files.writeString(folder.resolve("x.pem"), "x");
        Target full =
                new Target(
                        "shop",
                        Engine.POSTGRESQL,
                        Environment.STAGING,
                        new Server(
                                "2001:db8::7",
                                6432,
                                "shop",
                                null,
                                new Tls(TlsMode.VERIFY_CA, pem, pem, pem),
                                new SshJump("bastion", 2222, "ops")),
                        new Folders(folder.resolve("m"), folder.resolve("s"), folder.resolve("b")),
                        new FlywaySettings(
                                List.of("a", "b"),
                                "history",
                                List.of(folder.resolve("more")),
                                Map.of("key", "value ${x}"),
                                folder.resolve("flyway.toml")),
                        new Thresholds(
                                10,
                                20,
                                Duration.ofMillis(150),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(30),
                                Duration.ofMillis(99),
                                5_000_000_000L,
                                List.of("users", "public.\"Odd\"")),
                        Map.of(
                                TargetUrl.SEARCH_PATH,
                                "a,b",
                                TargetUrl.ACT_USER,
                                "ada",
                                TargetUrl.PGBOUNCER,
                                "pool-1"),
                        new BackupRules(
                                "0 2 * * *", "proofs", true, 7_000L, new Keeping(1, 2, 3, 4)),
                        0);
        targets.add(full);
        assertThat(targets.find("shop")).contains(full.withVersion(1));
        assertThat(TargetUrl.parse(TargetUrl.of(full).withoutPassword(), around).address())
                .isEqualTo(full.address());
    }

    @Test
    void theListIsInTheOrderOfNames() {
        Stream.of("b", "C", "a").forEach(name -> targets.add(shop(name)));
        assertThat(targets.list()).extracting(Target::name).containsExactly("a", "b", "C");
    }

    @Test
    void anUnknownNameIsToldWithThoseThereAre() {
        assertThat(refusal(() -> targets.get("x")).problem().key()).isEqualTo("target.none");
        targets.add(shop("shop"));
        BelayException refused = refusal(() -> targets.get("x"));
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(refused.problem().line()).contains("saved are shop");
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        targets.add(shop("shop"));
        BelayException refused = refusal(() -> targets.add(shop("shop")));
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.REFUSED);
        targets.add(shop("other"));
        assertThat(
                        refusal(() -> targets.save("other", shop("shop").withVersion(1)))
                                .problem()
                                .key())
                .isEqualTo("target.taken");
    }

    @Test
    void ofTwoEditsTheSecondIsToldAndNothingIsLost() {
        Target first = targets.add(shop("shop"));
        Target saved = targets.save("shop", first.withEnvironment(Environment.STAGING));
        assertThat(saved.version()).isEqualTo(2);
        try (Store elsewhere = Store.open(around)) {
            BelayException refused =
                    refusal(
                            () ->
                                    new Targets(elsewhere)
                                            .save(
                                                    "shop",
                                                    first.withEnvironment(
                                                            Environment.DEVELOPMENT)));
            assertThat(refused.problem().key()).isEqualTo("target.changed");
            assertThat(refused.problem().exit()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(targets.get("shop")).isEqualTo(saved);
    }

    @Test
    void aSaveOfARemovedTargetIsTold() {
        Target first = targets.add(shop("shop"));
        targets.remove("shop");
        BelayException refused = refusal(() -> targets.save("shop", first));
        assertThat(refused.problem().key()).isEqualTo("target.removed");
        assertThat(refusal(() -> targets.remove("shop")).problem().exit())
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void whatWasLastKnownFollowsTheNameAndGoesWithTheTarget() {
        Target first = targets.add(shop("shop"));
        LastSeen seen = new LastSeen("healthy", Instant.ofEpochMilli(1_790_000_000_123L), "All.");
        targets.saw(Map.of("shop", new LastSeen("degraded", Instant.EPOCH, "Old.")));
        targets.saw(Map.of("gone", seen, "shop", seen));
        assertThat(targets.seen()).isEqualTo(Map.of("shop", seen));
        Target renamed =
                new Target(
                        "store",
                        first.engine(),
                        first.environment(),
                        first.address(),
                        first.folders(),
                        first.flyway(),
                        first.thresholds(),
                        first.options(),
                        first.version());
        targets.save("shop", renamed);
        assertThat(targets.seen()).isEqualTo(Map.of("store", seen));
        targets.remove("store");
        assertThat(targets.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', target.name.empty",
        "' ', target.name.empty",
        "-rf, target.name.url",
        "sqlite:x, target.name.url",
        "postgres://x, target.name.url",
        "' x', target.name.invisible",
        "'a\nb', target.name.invisible",
        "'a\u001Bb', target.name.invisible",
        "'\u202Ebad', target.name.invisible",
    })
    void aNameThatCouldBeMistakenIsRefused(String name, String key) {
        BelayException refused = refusal(() -> targets.add(shop(name)));
        assertThat(refused.problem().key()).isEqualTo(key);
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.getMessage()).doesNotContain("\u001B", "\u202E");
    }

    @Test
    void aNameOf63CharactersIsTheLongest() {
        targets.add(shop("\uD83D\uDE80".repeat(63)));
        assertThat(targets.find("\uD83D\uDE80".repeat(63))).isPresent();
        assertThat(refusal(() -> targets.add(shop("x".repeat(64)))).problem().key())
                .isEqualTo("target.name.long");
    }

    @Test
    void hostileNamesOfDatabasesUsersAndFilesComeBackExactly() {
        List<Address> addresses = new ArrayList<>();
        for (String name : HostileNames.ALL) {
            addresses.add(new Server("db-7", 5432, name, name, Tls.DEFAULT, null));
            addresses.add(new Address.File(folder.resolve("x" + name.replace('/', '_') + ".db")));
        }
        for (int i = 0; i < addresses.size(); i++) {
            Engine engine = addresses.get(i) instanceof Server ? Engine.POSTGRESQL : Engine.SQLITE;
            targets.add(Target.of("t" + i, engine, Environment.STAGING, addresses.get(i)));
        }
        for (int i = 0; i < addresses.size(); i++) {
            assertThat(targets.get("t" + i).address()).isEqualTo(addresses.get(i));
        }
        assertThat(targets.list()).hasSize(2 * 40);
    }

    @Test
    void whateverIsLegalAsANameOfATargetComesBackExactly() {
        int saved = 0;
        for (String name : HostileNames.ALL) {
            try {
                targets.add(shop(name));
                saved++;
            } catch (BelayException refused) {
                assertThat(refused.problem().key()).startsWith("target.name.");
                continue;
            }
            assertThat(targets.get(name).name()).isEqualTo(name);
        }
        assertThat(saved).isEqualTo(31);
        assertThat(targets.list()).hasSize(saved);
    }

    @ParameterizedTest
    @CsvSource({"-oProxyCommand=x, ops", "bastion, -oProxyCommand=x", "a b, ops", "bastion, 'a b'"})
    void aJumpThatSshCouldTakeForAnOptionIsRefused(String host, String user) {
        Server server =
                new Server("db-7", 5432, "shop", null, Tls.DEFAULT, new SshJump(host, 22, user));
        BelayException refused = refusal(() -> targets.add(shop("shop").withAddress(server)));
        assertThat(refused.problem().key()).isEqualTo("target.ssh");
    }

    @Test
    void optionsThatAreNotOnTheListAreRefused() {
        BelayException refused =
                refusal(
                        () ->
                                targets.add(
                                        shop("shop").withOptions(Map.of("socketFactory", "e.F"))));
        assertThat(refused.problem().key()).isEqualTo("target.options");
    }

    @Test
    void aPasswordIsNowhereInTheStore() throws Exception {
        TargetUrl url =
                TargetUrl.parse("postgresql://app:" + CANARY + "@db-7/shop?schema=a", around);
        RememberedPasswords passwords = new RememberedPasswords();
        Target target = url.target("shop", Environment.PRODUCTION);
        passwords.remember(target, url.password());
        targets.add(target);
        targets.save("shop", targets.get("shop").withEnvironment(Environment.STAGING));
        String shown = url + " " + target + " " + url.password() + " " + passwords + " " + targets;
        assertThat(shown).doesNotContain(CANARY);
        assertThat(target.place()).doesNotContain(CANARY);
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain(CANARY);
            }
        }
    }
}
