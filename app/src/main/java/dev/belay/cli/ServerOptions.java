package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Address;
import dev.belay.target.SshJump;
import dev.belay.target.Tls;
import dev.belay.target.TlsMode;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The options of a profile that tell how its server is reached. They win over those of the URL. */
final class ServerOptions {
    @Option(names = "--tls", paramLabel = "MODE")
    @Nullable String tls;

    @Option(names = "--ssl-root-cert", paramLabel = "FILE")
    @Nullable Path rootCertificate;

    @Option(names = "--ssl-cert", paramLabel = "FILE")
    @Nullable Path certificate;

    @Option(names = "--ssl-key", paramLabel = "FILE")
    @Nullable Path key;

    @Option(names = "--ssh", paramLabel = "[USER@]HOST[:PORT]")
    @Nullable String ssh;

    private boolean given() {
        return tls != null
                || rootCertificate != null
                || certificate != null
                || key != null
                || ssh != null;
    }

    Address over(Address address, Call call) {
        if (!(address instanceof Address.Server server)) {
            if (given()) {
                throw Problem.of("cli.file-options", "", ExitCode.USAGE).asException();
            }
            return address;
        }
        Tls t = server.tls();
        Tls over =
                new Tls(
                        tls == null ? t.mode() : mode(tls),
                        over(t.rootCertificate(), rootCertificate, call),
                        over(t.clientCertificate(), certificate, call),
                        over(t.clientKey(), key, call));
        return new Address.Server(
                server.host(),
                server.port(),
                server.database(),
                server.user(),
                over,
                ssh == null ? server.jump() : jump(ssh));
    }

    private static @Nullable Path over(@Nullable Path own, @Nullable Path named, Call call) {
        return named == null ? own : call.absolute(named);
    }

    private static TlsMode mode(String word) {
        return TlsMode.of(word)
                .orElseThrow(
                        () -> {
                            String known =
                                    Arrays.stream(TlsMode.values())
                                            .map(TlsMode::id)
                                            .collect(Collectors.joining(", "));
                            return Problem.of("cli.tls", "", ExitCode.USAGE, word, known)
                                    .asException();
                        });
    }

    private static SshJump jump(String text) {
        return SshJump.of(text)
                .orElseThrow(() -> Problem.of("cli.ssh", "", ExitCode.USAGE, text).asException());
    }
}
