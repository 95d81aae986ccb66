package dev.belay.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Stored;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Target;
import dev.belay.testing.PostgresServer;
import dev.belay.testing.PostgresServers;

import org.junit.jupiter.api.Test;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

class PostgresqlProvingTest extends ProvingContract {
    private static final PostgresServer SERVER = PostgresServers.usual();
    private static final PostgresServer OTHER = PostgresServers.of(18);

    @Override
    Ground ground() {
        return new PostgresqlGround(SERVER);
    }

    @Override
    List<String> leftOnServer() throws Exception {
        List<String> left = new ArrayList<>();
        for (PostgresServer server : List.of(SERVER, OTHER)) {
            try (var connection = server.admin("postgres");
                    var statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "select datname from pg_database where datname like"
                                            + " 'belay_scratch%'")) {
                while (rows.next()) {
                    left.add(rows.getString(1));
                }
            }
        }
        return left;
    }

    private Proved.No refused(Target whose, Stored stored) {
        Proved proved = prove(whose, stored);
        assertThat(proved).isInstanceOf(Proved.No.class);
        return (Proved.No) proved;
    }

    @Test
    void onProductionNothingIsRestoredThatTheProfileDoesNotAllow() throws Exception {
        Stored stored = backedUp();
        Target live = production();

        Proved.No no = refused(live, stored);
        assertThat(no.faulty()).isFalse();
        assertThat(no.reason().key()).isEqualTo("proof.production");
        assertThat(no.reason().exit()).isEqualTo(ExitCode.REFUSED);

        Target small = live.withBackupRules(live.backupRules().withProving(null, true, 1_000));
        assertThat(refused(small, stored).reason().key()).isEqualTo("proof.large");

        Target allowed =
                live.withBackupRules(live.backupRules().withProving(null, true, 1_000_000_000));
        assertThat(prove(allowed, stored)).isInstanceOf(Proved.Yes.class);
        assertThat(shop.audit.list())
                .extracting(AuditEntry::event)
                .startsWith("proven", "proving", "not proven", "not proven");
    }

    @Test
    void aServerNamedForProofsBearsThem() throws Exception {
        Stored stored = backedUp();
        saved.put("proofs", OTHER.target("postgres"));
        Target live =
                production().withBackupRules(target.backupRules().withProving("proofs", false, 0));

        Proved proved = prove(live, stored);

        assertThat(proved).as("%s", proved).isInstanceOf(Proved.Yes.class);
        assertThat(((Proved.Yes) proved).proof().where()).contains(":" + OTHER.port());
        assertThat(leftOnServer()).isEmpty();
    }

    @Test
    void theSameServerUnderAnotherNameIsNoOther() throws Exception {
        Stored stored = backedUp();
        saved.put("proofs", SERVER.target("postgres"));
        Target live =
                production().withBackupRules(target.backupRules().withProving("proofs", false, 0));

        Problem reason = refused(live, stored).reason();
        assertThat(reason.key()).isEqualTo("proof.own");
        assertThat(reason.why()).contains("/postgres").contains("own server, which is production");
    }

    @Test
    void aSubscriptionOrAPublicationNeverReachesScratch() throws Exception {
        execute(
                "create publication p for table a",
                "create subscription s connection 'host=127.0.0.1 port=1 dbname=x' publication p"
                        + " with (connect = false, slot_name = none)");
        try {
            assertThat(prove(target, backedUp())).isInstanceOf(Proved.Yes.class);
        } finally {
            execute("drop subscription s");
        }
    }

    @Test
    void whatAnExtensionBringsIsRestoredWithIt() throws Exception {
        execute("create schema ext", "create extension pg_trgm schema ext");
        Proved proved = prove(target, backedUp());
        assertThat(proved).as("%s", proved).isInstanceOf(Proved.Yes.class);
    }
}
