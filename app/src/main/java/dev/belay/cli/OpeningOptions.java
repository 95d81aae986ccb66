package dev.belay.cli;

import dev.belay.backup.Opening;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** The options that open an encrypted backup. */
final class OpeningOptions {
    @Option(names = "--identity", paramLabel = "KEYFILE")
    @Nullable Path identity;

    @Option(names = "--passphrase-stdin")
    boolean passphraseStdin;

    /** {@link Opening#NONE} if none was given. */
    Opening opening(Call call) {
        if (identity != null && passphraseStdin) {
            throw Problem.of("backup.two-openings", "", ExitCode.USAGE).asException();
        }
        if (identity != null) {
            return Opening.ofIdentities(call.absolute(identity));
        }
        return passphraseStdin ? Opening.of(StandardInput.passphrase()) : Opening.NONE;
    }
}
