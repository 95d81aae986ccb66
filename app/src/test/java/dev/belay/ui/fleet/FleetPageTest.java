package dev.belay.ui.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.Environment;
import dev.belay.ui.kit.CssWarnings;
import dev.belay.ui.kit.Toolkit;
import dev.belay.ui.kit.chart.Mark;
import dev.belay.ui.kit.chart.TimeBar;
import dev.belay.ui.kit.chart.TimeWindow;
import dev.belay.watch.Status;

import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class FleetPageTest {
    private static final Environment PROD = Environment.PRODUCTION;
    private static final Environment STAGE = Environment.STAGING;
    private static final Environment DEV = Environment.DEVELOPMENT;

    @Test
    void theFleetIsDrawnInBothThemesAndBothWidths() {
        try (CssWarnings warnings = new CssWarnings()) {
            Toolkit.picture("fleet", 1132, 652, FleetPageTest::page);
            Toolkit.picture("fleet-1600", 1452, 832, FleetPageTest::page);
            assertThat(warnings.seen()).isEmpty();
        }
    }

    @Test
    void aLongNameIsWholeWhereItCutsNoSentence() {
        List<FleetRow> quiet =
                List.of(
                        Sightings.server("accounting-archive-prod", PROD, "17.2")
                                .numbers(2.2, 21, 100, 4, 0)
                                .row());
        FleetColumns columns = new FleetColumns();
        columns.share(1122, quiet);
        assertThat(columns.target.getPrefWidth()).isGreaterThan(150);
        List<FleetRow> both = new ArrayList<>(rows());
        both.addAll(quiet);
        columns.share(1122, both);
        assertThat(columns.happening.getPrefWidth()).isGreaterThan(220);
    }

    private static Parent page() {
        FleetModel model = new FleetModel();
        model.update(rows());
        FleetPage page = new FleetPage(model, target -> {}, () -> {});
        page.update();
        TimeWindow window = new TimeWindow(Sightings.NOW);
        window.marks()
                .set(
                        List.of(
                                new Mark(
                                        Sightings.NOW.minus(Duration.ofMinutes(44)),
                                        Mark.Kind.MIGRATION,
                                        "catalog-stage V18")));
        BorderPane all = new BorderPane(page);
        all.setBottom(new TimeBar(window, Clock.fixed(Sightings.NOW, ZoneOffset.UTC)));
        return all;
    }

    private static List<FleetRow> rows() {
        return List.of(
                Sightings.server("webshop-prod", PROD, "16.4")
                        .numbers(9.4, 47, 100, 378_000, 1)
                        .check(
                                "lock_waits",
                                Status.FAIL,
                                "6 min 18 s",
                                "14 wait on orders, behind pid 41872")
                        .check("connections", Status.WARN, "47 of 100", "above 40 for 4 min")
                        .row(),
                Sightings.server("ledger-prod", PROD, "15.8")
                        .numbers(3.1, 22, 100, 0, 0)
                        .silent(2, Duration.ofSeconds(14))
                        .row(),
                Sightings.server("billing-prod", PROD, "16.4")
                        .numbers(4.1, 44, 100, 41, 0)
                        .check("connections", Status.WARN, "44 of 100", "above 40 for 3 min")
                        .row(),
                Sightings.server("catalog-stage", STAGE, "17.2")
                        .numbers(3.0, 9, 60, 0, 3)
                        .check("migrations", Status.WARN, "1 failed", "V18 add sku did not succeed")
                        .row(),
                Sightings.server("reports-prod", PROD, "14.19")
                        .numbers(6.2, 18, 151, Double.NaN, 0)
                        .check("lock_waits", Status.NOT_PERMITTED, null, "")
                        .row(),
                Sightings.server("catalog-prod", PROD, "17.2").numbers(2.2, 21, 100, 4, 0).row(),
                Sightings.server("identity-prod", PROD, "16.4").numbers(1.9, 31, 200, 2, 0).row(),
                Sightings.server("telemetry-prod", PROD, "17.2").numbers(5.8, 34, 150, 12, 0).row(),
                Sightings.file("kiosk-017", PROD).numbers(0.2, 1, 0, 0, 0).row(),
                Sightings.file("kiosk-022", PROD).numbers(0.3, 1, 0, 0, 0).row(),
                Sightings.server("webshop-stage", STAGE, "16.4").numbers(4.4, 11, 60, 130, 1).row(),
                Sightings.server("billing-dev", DEV, "17.2").numbers(1.1, 4, 100, 0, 4).row(),
                Sightings.file("webshop-dev", DEV).numbers(0.1, 1, 0, 0, 1).row(),
                Sightings.file("demo", DEV).numbers(0.1, 1, 0, 0, 0).paused().row());
    }
}
