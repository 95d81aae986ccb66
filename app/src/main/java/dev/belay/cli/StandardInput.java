package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.target.Secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a command is told by another program on its standard input. */
final class StandardInput {
    private static final int LONGEST = 4096;

    private StandardInput() {}

    /**
     * The passphrase on its first line.
     *
     * @throws dev.belay.message.BelayException with {@link ExitCode#USAGE} if there is none
     */
    static Secret passphrase() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = System.in.read(); b >= 0 && b != '\n'; b = System.in.read()) {
                if (line.size() < LONGEST) {
                    line.write(b);
                }
            }
        } catch (IOException e) {
            throw Problem.of("backup.passphrase", "", ExitCode.USAGE).asException(e);
        }
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        if (length == 0 || line.size() >= LONGEST) {
            throw Problem.of("backup.passphrase", "", ExitCode.USAGE).asException();
        }
        char[] chars = new String(bytes, 0, length, StandardCharsets.UTF_8).toCharArray();
        Arrays.fill(bytes, (byte) 0);
        Secret secret = new Secret(chars);
        Arrays.fill(chars, ' ');
        return secret;
    }
}
