package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.testing.Around;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class TargetChoiceTest {
    @TempDir Path folder;

    private static Targets noStore() {
        throw new AssertionError("a URL needs no store");
    }

    @Test
    void aUrlIsATargetOfItsOwn() {
        TargetChoice choice =
                TargetChoice.of(
                        "postgresql://app:x@db-7/shop",
                        null,
                        Around.in(folder),
                        TargetChoiceTest::noStore);
        assertThat(choice.target().name()).isEqualTo("shop");
        assertThat(choice.target().environment()).isEqualTo(Environment.DEVELOPMENT);
        assertThat(choice.password()).isNotNull();
    }

    @Test
    void theEnvironmentVariableIsTheDefault() {
        Surroundings around = Around.in(folder, "DATABASE_URL", "sqlite:shop.db");
        TargetChoice choice =
                TargetChoice.of(null, Environment.STAGING, around, TargetChoiceTest::noStore);
        assertThat(choice.target().address())
                .isEqualTo(new Address.File(folder.resolve("shop.db")));
        assertThat(choice.target().name()).isEqualTo("shop.db");
        assertThat(choice.target().environment()).isEqualTo(Environment.STAGING);
    }

    @Test
    void withoutAnyThereIsNothingToChoose() {
        BelayException refused =
                catchThrowableOfType(
                        BelayException.class,
                        () ->
                                TargetChoice.of(
                                        null, null, Around.in(folder), TargetChoiceTest::noStore));
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aNameIsASavedTargetWithItsOwnEnvironment() {
        Surroundings around = Around.in(folder, "BELAY_HOME", "home", "DATABASE_URL", "sqlite:x");
        try (Store store = Store.open(around)) {
            Targets targets = new Targets(store);
            Target saved =
                    targets.add(
                            TargetUrl.parse("sqlite:/abs/shop.db", around)
                                    .target("shop", Environment.PRODUCTION));
            TargetChoice choice =
                    TargetChoice.of("shop", Environment.DEVELOPMENT, around, () -> targets);
            assertThat(choice.target()).isEqualTo(saved);
        }
    }
}
