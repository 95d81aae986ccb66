package dev.belay.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.target.FlywaySettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class PostgresqlHistoryTest extends HistoryContract {
    private int count;

    @Override
    Site site() {
        return Site.postgres(home.resolve("site-" + count++));
    }

    private static void schemas(Site site, String... schemas) {
        site.change(
                t ->
                        t.withFlyway(
                                new FlywaySettings(
                                        List.of(schemas),
                                        null,
                                        List.of(),
                                        Map.of(),
                                        t.flyway().file())));
    }

    @Test
    void theConfiguredSchemaHoldsTheTableHoweverItIsCalled() {
        Site site = site();
        String hostile = "a\"b'; drop schema public; --";
        site.write("V1__users.sql", "create table users(id int);");
        site.settings.put("flyway.schemas", "app");
        site.migrate();
        site.sql("alter schema app rename to \"" + hostile.replace("\"", "\"\"") + '"');
        schemas(site, hostile);

        assertThat(site.states()).isEqualTo("<< Flyway Schema Creation >> Success, 1 Success");
        assertThat(site.history().table()).isEqualTo(hostile + ".flyway_schema_history");
        assertThat(site.history().notes()).isEmpty();
    }

    @Test
    void aTableInTheOnlyOtherSchemaIsTakenAndSaid() {
        Site site = site();
        site.write("V1__users.sql", "create table users(id int);");
        site.settings.put("flyway.schemas", "app");
        site.migrate();
        site.settings.clear();

        History history = site.history();

        assertThat(history.table()).isEqualTo("app.flyway_schema_history");
        assertThat(history.current()).isEqualTo("1");
        assertThat(history.notes()).singleElement().asString().contains("app").contains("public");
    }

    @Test
    void ofSeveralOtherSchemasNoneIsGuessed() {
        Site site = site();
        site.write("V1__users.sql", "create table users(id int);");
        for (String schema : List.of("app", "shop")) {
            site.settings.put("flyway.schemas", schema);
            site.migrate();
        }
        site.settings.clear();

        assertThat(site.history().table()).isNull();
        assertThat(site.history().notes()).singleElement().asString().contains("app, shop");

        schemas(site, "shop");
        assertThat(site.history().table()).isEqualTo("shop.flyway_schema_history");
    }

    @Test
    void aTableOfTheSameNameThatIsNotFlywaysIsNone() {
        Site site = site();
        site.sql("create table flyway_schema_history(id int)");

        assertThat(site.history().table()).isNull();
    }

    @Test
    void installedOnIsTheServersLocalTime() {
        Site site = site();
        site.write("V1__users.sql", "create table users(id int);");
        site.migrate();
        // The server of the tests runs where this JVM runs, in UTC.
        site.sql("update flyway_schema_history set installed_on = now() at time zone 'UTC'");

        assertThat(
                        Duration.between(
                                site.history().migrations().getFirst().installedOn(),
                                java.time.Instant.now()))
                .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(5));
    }
}
