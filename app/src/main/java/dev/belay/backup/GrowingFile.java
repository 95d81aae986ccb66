package dev.belay.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a program is still writing, read to the end that it will have. */
final class GrowingFile extends InputStream {
    private static final long AGAIN_MILLIS = 5;

    private final InputStream in;
    private volatile boolean whole;

    /**
     * @param file is there, maybe empty
     */
    GrowingFile(Path file) throws IOException {
        in = Files.newInputStream(file);
    }

    /** Nothing more is written: what is there now is all. */
    void whole() {
        whole = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (true) {
            // Asked before, since the last bytes may come in between.
            boolean last = whole;
            int n = in.read(bytes, from, length);
            if (n >= 0 || last) {
                return n;
            }
            try {
                Thread.sleep(AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
