package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Surroundings;
import dev.belay.target.Address.Server;
import dev.belay.testing.Around;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class TargetUrlTest {
    static final List<String> NAMES = HostileNames.ALL;

    @TempDir Path folder;
    Surroundings around;

    @BeforeEach
    void standIn() {
        around = Around.in(folder);
    }

    private TargetUrl parse(String url) {
        return TargetUrl.parse(url, around);
    }

    private Server server(String url) {
        return (Server) parse(url).address();
    }

    private Path file(String url) {
        return ((Address.File) parse(url).address()).path();
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:/abs/x.db, /abs/x.db",
        "sqlite:////abs/x.db, /abs/x.db",
        "SQLite:////abs/x.db, /abs/x.db",
        "sqlite+pysqlite:////abs/x.db, /abs/x.db",
        "jdbc:sqlite:/abs/x.db, /abs/x.db",
        "jdbc:sqlite:///abs/x.db, /abs/x.db",
        "sqlite:/abs/my%20shop.db, /abs/my shop.db",
        "jdbc:sqlite:/abs/my%20shop.db, /abs/my%20shop.db",
        "sqlite:/abs/x.db?timeout=30&check_same_thread=false, /abs/x.db",
        "jdbc:sqlite:/abs/x.db?journal_mode=WAL&busy_timeout=5000&foreign_keys=true, /abs/x.db",
    })
    void aFullPathOfAnyFormStaysAsItIs(String url, String path) {
        assertThat(file(url)).isEqualTo(Path.of(path));
        assertThat(parse(url).engine()).isEqualTo(Engine.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:rel/x.db",
                "sqlite:///rel/x.db",
                "jdbc:sqlite:rel/x.db",
                "sqlite:./rel/x.db",
                "sqlite:other/../rel/x.db"
            })
    void aRelativePathIsResolvedInTheWorkingFolderAndShownInFull(String url) {
        assertThat(file(url)).isEqualTo(folder.resolve("rel/x.db"));
        assertThat(parse(url).show()).isEqualTo("sqlite:" + folder + "/rel/x.db");
        assertThat(parse(url).target("x", Environment.DEVELOPMENT).place())
                .isEqualTo(folder + "/rel/x.db");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://app@db-7:6432/shop, POSTGRESQL, db-7, 6432, shop, app",
        "postgres://app@db-7:6432/shop, POSTGRESQL, db-7, 6432, shop, app",
        "postgresql+asyncpg://app@db-7:6432/shop, POSTGRESQL, db-7, 6432, shop, app",
        "postgresql+psycopg2://app@db-7:6432/shop, POSTGRESQL, db-7, 6432, shop, app",
        "jdbc:postgresql://db-7:6432/shop?user=app, POSTGRESQL, db-7, 6432, shop, app",
        "postgresql://app@db-7/shop, POSTGRESQL, db-7, 5432, shop, app",
        "postgresql://app@db-7, POSTGRESQL, db-7, 5432, app, app",
        "postgresql:///shop?host=db-7&port=6432&user=app, POSTGRESQL, db-7, 6432, shop, app",
        "postgresql://app@[2001:db8::7]:6432/shop, POSTGRESQL, 2001:db8::7, 6432, shop, app",
        "postgresql://app@[::1]/shop, POSTGRESQL, ::1, 5432, shop, app",
        "postgresql://app@10.0.0.7/shop, POSTGRESQL, 10.0.0.7, 5432, shop, app",
        "postgresql://app@/shop, POSTGRESQL, localhost, 5432, shop, app",
        "jdbc:postgresql:shop?user=app, POSTGRESQL, localhost, 5432, shop, app",
        "mysql://app@db-7/shop, MYSQL, db-7, 3306, shop, app",
        "mysql+pymysql://app@db-7/shop?charset=utf8mb4, MYSQL, db-7, 3306, shop, app",
        "mariadb://app@db-7:3307/shop, MARIADB, db-7, 3307, shop, app",
        "jdbc:mysql://db-7/shop?user=app, MYSQL, db-7, 3306, shop, app",
        "jdbc:mariadb://db-7/shop?user=app, MARIADB, db-7, 3306, shop, app",
    })
    void everyFormOfAServerGivesTheSameFields(
            String url, Engine engine, String host, int port, String database, String user) {
        assertThat(parse(url).engine()).isEqualTo(engine);
        assertThat(server(url))
                .isEqualTo(new Server(host, port, database, user, Tls.DEFAULT, null));
    }

    @Test
    void withoutAUserTheEngineDecides() {
        assertThat(server("postgresql://db-7/shop").user()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:p%40ss%2Fw%3Frd@db-7/shop",
                "postgresql://app:p@ss%2Fw%3Frd@db-7/shop",
                "jdbc:postgresql://db-7/shop?user=app&password=p%40ss%2Fw%3Frd"
            })
    void thePasswordIsTakenAndNeverShown(String text) {
        TargetUrl url = parse(text);
        assertThat(url.password().<String>use(String::new)).isEqualTo("p@ss/w?rd");
        assertThat(url.show()).isEqualTo("postgresql://app:•••@db-7:5432/shop");
        assertThat(url.toString()).isEqualTo(url.show());
        assertThat(url.withoutPassword()).isEqualTo("postgresql://app@db-7:5432/shop");
    }

    @Test
    void tlsIsPartOfTheAddress() throws Exception {
        for (String name : List.of("ca.pem", "me.pem", "me.pk8")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Server server =
                server(
                        "postgresql://db-7/shop?sslmode=verify-ca&sslrootcert=ca.pem"
                                + "&sslcert=me.pem&sslkey=me.pk8");
        assertThat(server.tls())
                .isEqualTo(
                        new Tls(
                                TlsMode.VERIFY_CA,
                                folder.resolve("ca.pem"),
                                folder.resolve("me.pem"),
                                folder.resolve("me.pk8")));
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=disable, DISABLE",
        "sslmode=allow, PREFER",
        "sslmode=require, REQUIRE",
        "ssl=true, VERIFY_FULL",
        "ssl=require, REQUIRE",
        "ssl=true&sslmode=require, REQUIRE",
        "sslmode=verify-full&sslrootcert=system, VERIFY_FULL",
    })
    void theWordsOfAllDriversForTlsAreUnderstood(String query, TlsMode mode) {
        assertThat(server("postgresql://db-7/shop?" + query).tls().mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "currentSchema=a,b",
                "search_path=a,b",
                "schema=a,b",
                "options=-c%20search_path%3Da,b",
                "options=-csearch_path=a,b"
            })
    void theSearchPathHasManySpellings(String query) {
        assertThat(parse("postgresql://db-7/shop?" + query).options())
                .isEqualTo(Map.of(TargetUrl.SEARCH_PATH, "a,b"));
    }

    @Test
    void whatOnlyMattersToAnApplicationIsPassedOverAndNamed() {
        TargetUrl url =
                parse(
                        "postgresql://db-7/shop?application_name=web&connect_timeout=10"
                                + "&pool_size=40&channel_binding=require");
        assertThat(url.ignored())
                .containsExactly("application_name", "connect_timeout", "pool_size");
        assertThat(url.options()).isEqualTo(Map.of(TargetUrl.CHANNEL_BINDING, "require"));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void anyLegalNameOfADatabaseOrUserSurvivesItsUrl(String name) {
        Server server = new Server("db-7", 5432, name, name, Tls.DEFAULT, null);
        TargetUrl url =
                TargetUrl.of(Target.of("x", Engine.POSTGRESQL, Environment.PRODUCTION, server));
        assertThat(server(url.withoutPassword())).isEqualTo(server);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void anyLegalNameOfAFileSurvivesItsUrl(String name) {
        Address file = new Address.File(folder.resolve("x" + name.replace('/', '_') + ".db"));
        TargetUrl url = TargetUrl.of(Target.of("x", Engine.SQLITE, Environment.PRODUCTION, file));
        assertThat(parse(url.withoutPassword()).address()).isEqualTo(file);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void anyPasswordSurvivesItsUrl(String password) {
        TargetUrl url = parse("postgresql://app:" + UrlText.encode(password, "") + "@db-7/shop");
        assertThat(url.password().<String>use(String::new)).isEqualTo(password);
    }

    @Test
    void aConnectionStringAsANameStaysAName() {
        Server server = server("postgresql://db-7/dbname=x%20host=evil.example");
        assertThat(server.host()).isEqualTo("db-7");
        assertThat(server.database()).isEqualTo("dbname=x host=evil.example");
    }

    @Test
    void spacesAroundAPastedUrlDoNotMatter() {
        assertThat(server("  postgresql://db-7/shop\n").host()).isEqualTo("db-7");
    }
}
