package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.Surroundings;
import dev.belay.target.Address.Server;
import dev.belay.testing.Around;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class CredentialsTest {
    @TempDir Path folder;

    private static Target target(String host, String database, @Nullable String user) {
        Server server = new Server(host, 5432, database, user, Tls.DEFAULT, null);
        return Target.of("x", Engine.POSTGRESQL, Environment.DEVELOPMENT, server);
    }

    private static final Target SHOP = target("db-7", "shop", "app");

    private @Nullable String found(Target target, Surroundings around) {
        Secret secret = Credentials.ofOne(new RememberedPasswords(), around).password(target);
        return secret == null ? null : secret.use(String::new);
    }

    private void pgpass(String mode, String... lines) throws IOException {
        Path file = Files.write(folder.resolve(".pgpass"), java.util.List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void theOrderIsMemoryEnvironmentPasswordFile() throws IOException {
        pgpass("rw-------", "*:*:*:*:from-file");
        assertThat(found(SHOP, Around.in(folder))).isEqualTo("from-file");
        assertThat(found(SHOP, Around.in(folder, "PGPASSWORD", "from-pg"))).isEqualTo("from-pg");
        Surroundings both = Around.in(folder, "PGPASSWORD", "from-pg", "BELAY_PASSWORD", "own");
        assertThat(found(SHOP, both)).isEqualTo("own");
        RememberedPasswords remembered = new RememberedPasswords();
        remembered.remember(SHOP, Secret.of("typed"));
        Secret typed = Credentials.ofOne(remembered, both).password(SHOP);
        assertThat(typed.<String>use(String::new)).isEqualTo("typed");
        remembered.forget(SHOP);
        Secret own = Credentials.ofOne(remembered, both).password(SHOP);
        assertThat(own.<String>use(String::new)).isEqualTo("own");
    }

    @Test
    void amongManyTargetsThePasswordOfTheEnvironmentIsNobodys() throws IOException {
        Surroundings around = Around.in(folder, "PGPASSWORD", "from-pg", "BELAY_PASSWORD", "own");
        RememberedPasswords remembered = new RememberedPasswords();
        PasswordSource ofMany = Credentials.ofMany(remembered, around);
        assertThat(ofMany.password(SHOP)).isNull();
        pgpass("rw-------", "*:*:*:*:from-file");
        assertThat(ofMany.password(SHOP).<String>use(String::new)).isEqualTo("from-file");
        remembered.remember(SHOP, Secret.of("typed"));
        assertThat(ofMany.password(SHOP).<String>use(String::new)).isEqualTo("typed");
    }

    @Test
    void aRememberedPasswordBelongsToItsAddressAlone() {
        RememberedPasswords remembered = new RememberedPasswords();
        remembered.remember(SHOP, Secret.of("typed"));
        assertThat(remembered.password(target("db-7", "shop", "app"))).isNotNull();
        assertThat(remembered.password(target("evil", "shop", "app"))).isNull();
        assertThat(remembered.password(target("db-7", "shop", "other"))).isNull();
        assertThat(remembered.password(target("db-7", "shop", null))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "db-7:5432:shop:app:yes, yes",
        "*:*:*:*:yes, yes",
        "db-7:*:shop:*:yes, yes",
        "db-8:*:*:*:no, ",
        "*:5433:*:*:no, ",
        "*:*:shopping:*:no, ",
        "*:*:*:root:no, ",
        "#db-7:5432:shop:app:no, ",
        "db-7:5432:shop:app, ",
        "'db-7:5432:shop:app:a\\:b\\\\c', 'a:b\\c'",
        "db-7:5432:shop:app:a b , 'a b '",
        "db-7:5432:shop:app:one:two, one",
        "\\*:5432:shop:app:no, ",
        "d\\b-7:5432:shop:app:yes, yes",
    })
    void aLineOfThePasswordFileMeansWhatLibpqMakesOfIt(String line, @Nullable String password)
            throws IOException {
        pgpass("rw-------", line.equals("db-7:5432:shop:app:a b") ? line + " " : line);
        String expected = "a b ".equals(password) ? "a b " : password;
        assertThat(found(SHOP, Around.in(folder))).isEqualTo(expected);
    }

    @Test
    void theFirstLineThatFitsWins() throws IOException {
        pgpass("rw-------", "db-8:*:*:*:no", "*:*:shop:*:first", "*:*:*:*:second");
        assertThat(found(SHOP, Around.in(folder))).isEqualTo("first");
    }

    @Test
    void namesWithColonsAreEscapedInThePasswordFile() throws IOException {
        pgpass("rw-------", "\\:\\:1:*:a\\:b:*:yes");
        assertThat(found(target("::1", "a:b", "app"), Around.in(folder))).isEqualTo("yes");
    }

    @Test
    void withoutAUserThePasswordFileIsAskedForTheDefaultOne() throws IOException {
        pgpass("rw-------", "*:*:*:ada:yes");
        Target target = target("db-7", "shop", null);
        assertThat(found(target, Around.in(folder, "PGUSER", "ada"))).isEqualTo("yes");
        assertThat(found(target, Around.in(folder, "PGUSER", "bob"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void aPasswordFileThatOthersCanReadIsNotUsed(String mode) throws IOException {
        pgpass(mode, "*:*:*:*:no");
        assertThat(found(SHOP, Around.in(folder))).isNull();
    }

    @Test
    void pgpassfileNamesAnotherFile() throws IOException {
        pgpass("rw-------", "*:*:*:*:yes");
        Files.move(folder.resolve(".pgpass"), folder.resolve("other"));
        assertThat(found(SHOP, Around.in(folder))).isNull();
        assertThat(found(SHOP, Around.in(folder, "PGPASSFILE", "other"))).isEqualTo("yes");
    }

    @Test
    void aPasswordOfPostgresqlIsNotOfferedToAnotherEngine() throws IOException {
        pgpass("rw-------", "*:*:*:*:no");
        Target mysql = Target.of("x", Engine.MYSQL, Environment.DEVELOPMENT, SHOP.address());
        assertThat(found(mysql, Around.in(folder, "PGPASSWORD", "no"))).isNull();
    }

    @Test
    void aServiceFillsWhatTheUrlLeavesOpen() throws IOException {
        Files.writeString(
                folder.resolve(".pg_service.conf"),
                """
                # comment
                [other]
                host=evil
                [shop]
                host=db-7
                port=6432
                dbname=shop
                user=app
                password=s3cret
                sslmode=require
                application_name=x

                [more]
                host=evil
                """);
        Surroundings around = Around.in(folder);
        TargetUrl url = TargetUrl.parse("postgresql://ada@/?service=shop&sslmode=disable", around);
        Tls tls = new Tls(TlsMode.DISABLE, null, null, null);
        assertThat(url.address()).isEqualTo(new Server("db-7", 6432, "shop", "ada", tls, null));
        assertThat(url.password().<String>use(String::new)).isEqualTo("s3cret");
        assertThat(url.options()).isEqualTo(Map.of(TargetUrl.SERVICE, "shop"));
        // A saved target keeps the service's name, never its password.
        assertThat(found(url.target("x", Environment.DEVELOPMENT), around)).isEqualTo("s3cret");
        assertThat(TargetUrl.parse(url.withoutPassword(), around).address())
                .isEqualTo(url.address());
    }
}
