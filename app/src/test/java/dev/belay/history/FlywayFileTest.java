package dev.belay.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.FlywaySettings;
import dev.belay.target.Folders;
import dev.belay.target.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class FlywayFileTest {
    @TempDir Path home;

    private FlywayOptions options(String name, String text, FlywaySettings profile)
            throws IOException, FolderProblem {
        Path file = Files.writeString(home.resolve(name), text);
        Target target =
                Target.of(
                                "t",
                                Engine.SQLITE,
                                Environment.DEVELOPMENT,
                                new Address.File(home.resolve("t.db")))
                        .withFlyway(
                                new FlywaySettings(
                                        profile.schemas(),
                                        profile.table(),
                                        profile.locations(),
                                        profile.placeholders(),
                                        file));
        return FlywayOptions.of(target, FlywayFile.read(file));
    }

    @Test
    void aConfIsReadAsFlywayReadsIt() throws Exception {
        FlywayOptions options =
                options(
                        "flyway.conf",
                        """
                        # of the project
                        flyway.url=jdbc:postgresql://db/shop
                        flyway.password=s3cret
                        flyway.driver=evil.Driver
                        flyway.resolvers=evil.Resolver
                        flyway.defaultSchema=app
                        flyway.schemas=audit, app
                        flyway.table=changes
                        flyway.locations=filesystem:sql,filesystem:/abs/more
                        flyway.placeholders.owner=shop_owner
                        flyway.sqlMigrationPrefix=M
                        flyway.encoding=ISO-8859-1
                        """,
                        FlywaySettings.DEFAULT);

        assertThat(options.schemas()).containsExactly("app", "audit");
        assertThat(options.table()).isEqualTo("changes");
        assertThat(options.folders())
                .extracting(FlywayOptions.Location::path)
                .containsExactly(home.resolve("sql").toString(), "/abs/more");
        assertThat(options.placeholders()).isEqualTo(Map.of("owner", "shop_owner"));
        assertThat(options.settings())
                .isEqualTo(
                        Map.of(
                                "flyway.sqlMigrationPrefix", "M",
                                "flyway.encoding", "ISO-8859-1"));
        assertThat(options.toString()).doesNotContain("s3cret", "evil", "jdbc:");
    }

    @Test
    void aTomlTellsTheSame() throws Exception {
        FlywayOptions options =
                options(
                        "flyway.toml",
                        """
                        id = "a1"
                        [flyway]
                        environment = "prod"
                        locations = ["filesystem:sql", "filesystem:db/*/ddl"]
                        table = "changes"
                        outOfOrder = true
                        undoSqlMigrationPrefix = "X"
                        [flyway.placeholders]
                        owner = "shop_owner"
                        limit = 10
                        [environments.prod]
                        url = "jdbc:postgresql://db/shop"
                        user = "app"
                        password = "s3cret"
                        schemas = ["app", "audit"]
                        [environments.dev]
                        schemas = ["dev"]
                        """,
                        FlywaySettings.DEFAULT);

        assertThat(options.schemas()).containsExactly("app", "audit");
        assertThat(options.table()).isEqualTo("changes");
        assertThat(options.folders())
                .containsExactly(
                        new FlywayOptions.Location(home.resolve("sql").toString(), false),
                        new FlywayOptions.Location(home.resolve("db/*/ddl").toString(), true));
        assertThat(options.placeholders()).isEqualTo(Map.of("owner", "shop_owner", "limit", "10"));
        assertThat(options.settings()).isEqualTo(Map.of("flyway.outOfOrder", "true"));
        assertThat(options.undoPrefix()).isEqualTo("X");
        assertThat(options.environment()).isEqualTo("prod");
        assertThat(options.toString()).doesNotContain("s3cret", "jdbc:");
    }

    @Test
    void whatTheProfileSaysWins() throws Exception {
        FlywayOptions options =
                options(
                        "flyway.conf",
                        """
                        flyway.schemas=app
                        flyway.table=changes
                        flyway.locations=classpath:db/migration
                        flyway.placeholders.a=file
                        flyway.placeholders.b=file
                        """,
                        new FlywaySettings(
                                List.of("mine"),
                                "own",
                                List.of(home.resolve("own")),
                                Map.of("a", "profile"),
                                null));

        assertThat(options.schemas()).containsExactly("mine");
        assertThat(options.table()).isEqualTo("own");
        assertThat(options.folders())
                .containsExactly(new FlywayOptions.Location(home.resolve("own").toString(), false));
        assertThat(options.unreadable()).isEmpty();
        assertThat(options.placeholders()).isEqualTo(Map.of("a", "profile", "b", "file"));
    }

    @Test
    void aLocationThatIsNoFolderIsSaid() throws Exception {
        FlywayOptions options =
                options(
                        "flyway.conf",
                        "flyway.locations=classpath:db/migration,s3:bucket/x,db/plain",
                        FlywaySettings.DEFAULT);

        assertThat(options.folders()).isEmpty();
        assertThat(options.unreadable())
                .containsExactly("classpath:db/migration", "s3:bucket/x", "db/plain");
    }

    @Test
    void withoutAnyFolderTheDefaultHolds() throws Exception {
        FlywayOptions options = options("flyway.conf", "", FlywaySettings.DEFAULT);

        assertThat(options.folders())
                .extracting(FlywayOptions.Location::path)
                .containsExactly(Folders.defaultMigrations().toString());
    }

    @Test
    void aBrokenTomlNamesTheLineAndQuotesNothing() {
        FolderProblem problem =
                catchThrowableOfType(
                        FolderProblem.class,
                        () ->
                                options(
                                        "flyway.toml",
                                        "[flyway]\ntable = \"x\"\npassword = s3cret here\n",
                                        FlywaySettings.DEFAULT));

        assertThat(problem.sentence())
                .contains("flyway.toml")
                .contains("line 3")
                .doesNotContain("s3cret");
    }

    @Test
    void aMissingFileIsNamed() {
        Path gone = home.resolve("gone.conf");

        assertThat(
                        catchThrowableOfType(FolderProblem.class, () -> FlywayFile.read(gone))
                                .sentence())
                .contains(gone.toString());
    }
}
