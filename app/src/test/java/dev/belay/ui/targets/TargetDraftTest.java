package dev.belay.ui.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.SshJump;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Thresholds;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class TargetDraftTest {

    @Test
    void aProfileGoesThroughTheFormUnchanged() {
        Target target =
                Target.of(
                                "webshop-prod",
                                Engine.POSTGRESQL,
                                Environment.PRODUCTION,
                                new Address.Server(
                                        "db-7.internal",
                                        6432,
                                        "web shop",
                                        "app",
                                        new Tls(TlsMode.REQUIRE, null, null, null),
                                        new SshJump("bastion", 2222, "ops")))
                        .withFolders(
                                new Folders(Path.of("/srv/m"), Path.of("/srv/s"), Path.of("/b")))
                        .withFlyway(
                                new FlywaySettings(
                                        List.of("app", "audit"),
                                        "history",
                                        List.of(Path.of("/more")),
                                        Map.of("a", "1", "b", "x=y"),
                                        Path.of("/srv/flyway.toml")))
                        .withThresholds(
                                new Thresholds(
                                        10,
                                        20,
                                        Duration.ofMillis(7),
                                        Duration.ofMinutes(2),
                                        Duration.ofMinutes(3),
                                        Duration.ofMillis(90),
                                        5L,
                                        List.of("users", "projects")))
                        .withOptions(
                                Map.of(
                                        TargetUrl.SEARCH_PATH,
                                        "app",
                                        TargetUrl.ACT_USER,
                                        "owner",
                                        TargetUrl.PGBOUNCER,
                                        "stats@pool-1"))
                        .withVersion(4);
        TargetDraft draft = TargetDraft.of(target);
        assertThat(draft.faults()).isEmpty();
        assertThat(draft.target()).isEqualTo(target);
    }

    @Test
    void eachWrongFieldHasItsOwnSentence() {
        TargetDraft draft = TargetDraft.empty();
        draft.set(Field.NAME, "-rf");
        draft.set(Field.HOST, "db/evil");
        draft.set(Field.PORT, "70000");
        draft.set(Field.SSH, "-oProxyCommand=x");
        draft.set(Field.PGBOUNCER, "pool-1:0");
        draft.set(Field.ROOT_CERTIFICATE, "/nowhere/root.crt");
        draft.set(Field.LOCK_WAIT, "0");
        draft.set(Field.LATENCY, "fast");
        draft.set(Field.PLACEHOLDERS, "a=1, b");
        assertThat(draft.faults())
                .containsOnlyKeys(
                        Field.NAME,
                        Field.HOST,
                        Field.PORT,
                        Field.DATABASE,
                        Field.SSH,
                        Field.PGBOUNCER,
                        Field.ROOT_CERTIFICATE,
                        Field.LOCK_WAIT,
                        Field.LATENCY,
                        Field.PLACEHOLDERS)
                .allSatisfy((field, sentence) -> assertThat(sentence).isNotBlank());
    }

    @Test
    void aFileNeedsNoServer() {
        TargetDraft draft = TargetDraft.empty();
        draft.set(Field.NAME, "shop");
        draft.engine(Engine.SQLITE);
        assertThat(draft.faults()).containsOnlyKeys(Field.FILE);
        draft.set(Field.FILE, "/srv/shop.db");
        assertThat(draft.target().address()).isEqualTo(new Address.File(Path.of("/srv/shop.db")));
    }

    @Test
    void aPastedUrlFillsThePlaceAndKeepsWhatElseWasWritten() {
        TargetDraft draft = TargetDraft.empty();
        draft.environment(Environment.STAGING);
        draft.paste(
                TargetUrl.parse(
                        "postgresql://app:secret@db-7:6432/webshop?sslmode=require",
                        Surroundings.ofProcess()));
        Target target = draft.target();
        assertThat(target.name()).isEqualTo("webshop");
        assertThat(target.environment()).isEqualTo(Environment.STAGING);
        assertThat(target.place()).isEqualTo("app@db-7:6432/webshop");
        assertThat(target.toString()).doesNotContain("secret");
    }
}
