package dev.belay.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class SqliteHistoryTest extends HistoryContract {
    private int count;

    @Override
    Site site() {
        return Site.sqlite(home.resolve("site-" + count++));
    }

    @Test
    void installedOnIsUtcAsTextOrMillisecondsAsTheDriverWritesThem() {
        Site site = site();
        site.write("V1__a.sql", "select 1;");
        site.write("V2__b.sql", "select 1;");
        site.write("V3__c.sql", "select 1;");
        site.migrate();
        site.sql(
                "update flyway_schema_history set installed_on = '2026-03-01 12:30:00.5' where"
                        + " installed_rank = 1",
                "update flyway_schema_history set installed_on = 1772368200500 where"
                        + " installed_rank = 2",
                "update flyway_schema_history set installed_on = 'yesterday' where"
                        + " installed_rank = 3");

        assertThat(site.history().migrations())
                .extracting(Migration::installedOn)
                .containsExactly(
                        Instant.parse("2026-03-01T12:30:00.5Z"),
                        Instant.parse("2026-03-01T12:30:00.5Z"),
                        null);
    }
}
