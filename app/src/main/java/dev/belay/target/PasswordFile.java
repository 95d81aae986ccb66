package dev.belay.target;

import dev.belay.store.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A password in a file of libpq's form, for its owner alone, as long as a program needs it. No
 * other process sees it, as it would in arguments or an environment.
 */
public final class PasswordFile implements AutoCloseable {
    private final @Nullable Path folder;
    private final @Nullable Path file;

    /**
     * In the folder for temporary files.
     *
     * @param password null for none: then there is no file
     */
    public PasswordFile(@Nullable Secret password) throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")), password);
    }

    /**
     * @param password null for none: then there is no file
     */
    public PasswordFile(Path above, @Nullable Secret password) throws IOException {
        if (password == null) {
            folder = null;
            file = null;
            return;
        }
        Path own = Files.createTempDirectory(above, "belay-");
        folder = own;
        Path pass = own.resolve("pass");
        file = pass;
        try {
            OwnerOnly.file(pass);
            char[] line = password.use(PasswordFile::line);
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(line));
            try (FileChannel channel = FileChannel.open(pass, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Arrays.fill(line, ' ');
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The file serves one connection, so all but the password may be anything. */
    private static char[] line(char[] password) {
        StringBuilder line = new StringBuilder("*:*:*:*:");
        for (char c : password) {
            if (c == ':' || c == '\\') {
                line.append('\\');
            }
            line.append(c);
        }
        line.append('\n');
        char[] chars = new char[line.length()];
        line.getChars(0, line.length(), chars, 0);
        return chars;
    }

    /** The file, or null where there is no password. */
    public @Nullable Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
