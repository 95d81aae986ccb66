package dev.belay.cli;

import dev.belay.target.Address;
import dev.belay.target.FlywaySettings;
import dev.belay.target.SshJump;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.target.Thresholds;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.TreeMap;

/** A saved target as a document. It has no secret to leave out. */
final class Profile {
    private Profile() {}

    /** The fields of the contract, and the URL. */
    static Json document(Target target) {
        Json document =
                Json.object()
                        .put("name", target.name())
                        .put("engine", target.engine().id())
                        .put("environment", target.environment().id());
        switch (target.address()) {
            case Address.File file ->
                    document.put("host", null)
                            .put("port", null)
                            .put("database", target.databaseName())
                            .put("path", file.path().toString())
                            .put("user", null);
            case Address.Server server ->
                    document.put("host", server.host())
                            .put("port", server.port())
                            .put("database", server.database())
                            .put("path", null)
                            .put("user", server.user());
        }
        return document.put("url", Call.url(target)).put("version", target.version());
    }

    /** Those and everything else the profile holds. */
    static Json whole(Target target) {
        Json document = document(target);
        if (target.address() instanceof Address.Server server) {
            document.put("tls", tls(server)).put("ssh", jump(server.jump()));
        }
        return document.put("actUser", target.options().get(TargetUrl.ACT_USER))
                .put("pgbouncer", target.options().get(TargetUrl.PGBOUNCER))
                .put("migrations", text(target.folders().migrations()))
                .put("seeds", text(target.folders().seeds()))
                .put("backups", text(target.folders().backups()))
                .put("flyway", flyway(target.flyway()))
                .put("thresholds", thresholds(target.thresholds()));
    }

    private static Json tls(Address.Server server) {
        Tls tls = server.tls();
        TlsMode mode = tls.modeFor(server.host());
        return Json.object()
                .put("mode", mode.id())
                .put("rootCertificate", text(tls.rootCertificate()))
                .put("clientCertificate", text(tls.clientCertificate()))
                .put("clientKey", text(tls.clientKey()));
    }

    private static @Nullable Json jump(@Nullable SshJump jump) {
        return jump == null
                ? null
                : Json.object()
                        .put("host", jump.host())
                        .put("port", jump.port())
                        .put("user", jump.user());
    }

    private static Json flyway(FlywaySettings flyway) {
        Json placeholders = Json.object();
        new TreeMap<>(flyway.placeholders()).forEach(placeholders::put);
        return Json.object()
                .put("config", text(flyway.file()))
                .put("schemas", flyway.schemas())
                .put("table", flyway.tableOrDefault())
                .put("locations", flyway.locations().stream().map(Path::toString).toList())
                .put("placeholders", placeholders);
    }

    private static Json thresholds(Thresholds t) {
        return Json.object()
                .put("poolWarn", t.poolWarn())
                .put("poolLimit", t.poolLimit())
                .put("lockWaitMs", t.lockWait())
                .put("longTransactionMs", t.longTransaction())
                .put("idleInTransactionMs", t.idleInTransaction())
                .put("latencyMs", t.latency())
                .put("freeDiskBytes", t.freeDisk())
                .put("countedTables", t.countedTables());
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }
}
