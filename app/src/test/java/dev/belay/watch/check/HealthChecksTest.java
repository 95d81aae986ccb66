package dev.belay.watch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.message.Messages;

import org.junit.jupiter.api.Test;

import java.util.List;

class HealthChecksTest {
    private static List<String> names() {
        return HealthChecks.list().stream().map(HealthCheck::name).toList();
    }

    @Test
    void theNamesOfTheContractAreThere() {
        assertThat(names())
                .contains(
                        "connection",
                        "tables",
                        "write_access",
                        "latency",
                        "connections",
                        "size",
                        "migrations");
    }

    @Test
    void everyNameIsThereOnceAndHasATitle() {
        assertThat(names()).doesNotHaveDuplicates().allMatch(n -> Messages.has("check." + n));
    }

    @Test
    void halfOfAllTransactionIdsIsAWarningAndFourFifthsAFailure() {
        assertThat(TransactionIdAgeCheck.status(0.49)).isEqualTo(dev.belay.watch.Status.OK);
        assertThat(TransactionIdAgeCheck.status(0.5)).isEqualTo(dev.belay.watch.Status.WARN);
        assertThat(TransactionIdAgeCheck.status(0.8)).isEqualTo(dev.belay.watch.Status.FAIL);
    }
}
