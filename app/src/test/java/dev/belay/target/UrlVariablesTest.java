package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.testing.Around;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class UrlVariablesTest {
    private static final String A = "postgresql://app:s3cret@db-7/shop";

    @TempDir Path folder;

    @Test
    void theOneThatIsSetIsTaken() {
        assertThat(UrlVariables.url(Around.in(folder))).isEmpty();
        assertThat(UrlVariables.url(Around.in(folder, "POSTGRES_URL", A))).contains(A);
        assertThat(UrlVariables.url(Around.in(folder, "MYSQL_URL", A, "DATABASE_URL", " ")))
                .contains(A);
    }

    @Test
    void twoThatAgreeAreOne() {
        assertThat(UrlVariables.url(Around.in(folder, "DATABASE_URL", A, "POSTGRES_URL", A + " ")))
                .contains(A);
    }

    @Test
    void twoThatDifferAreRefusedByTheirNames() {
        BelayException refused =
                catchThrowableOfType(
                        BelayException.class,
                        () ->
                                UrlVariables.url(
                                        Around.in(
                                                folder, "DATABASE_URL", A, "MYSQL_URL", A + "x")));
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.problem().line()).contains("DATABASE_URL, MYSQL_URL");
        assertThat(refused.problem().copyText()).doesNotContain("s3cret");
    }
}
