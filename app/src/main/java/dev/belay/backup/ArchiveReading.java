package dev.belay.backup;

import dev.belay.target.Target;
import dev.belay.tool.Child;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** An archive of pg_dump, read whole by pg_restore, which sends what it reads nowhere but here. */
final class ArchiveReading {
    private static final String DATA = "--data-only";
    private static final String OUT = "--file=-";

    private final Target target;
    private final PgTools pg;
    private final Attendant attendant;
    private final List<String> behind;

    ArchiveReading(Target target, PgTools pg, Attendant attendant) {
        this(target, pg, attendant, List.of());
    }

    /**
     * @param behind what is written before pg_restore so that it stands back
     */
    ArchiveReading(Target target, PgTools pg, Attendant attendant, List<String> behind) {
        this.target = target;
        this.pg = pg;
        this.attendant = attendant;
        this.behind = behind;
    }

    /**
     * The rows of each table in it.
     *
     * @throws dev.belay.message.BelayException if it cannot be read to its end
     */
    SortedMap<String, Long> rows(Path file, Opening opening) throws IOException {
        if (Opening.encrypted(file)) {
            try (InputStream content = opening.open(file, target.name())) {
                return rows(content);
            }
        }
        List<String> words = words(file.toString());
        try (Child restore = Child.start(Path.of(words.getFirst()), rest(words))) {
            return rows(restore, null);
        }
    }

    /**
     * The same of what a stream brings, read to its end.
     *
     * @throws dev.belay.message.BelayException if it cannot be read to its end
     */
    SortedMap<String, Long> rows(InputStream content) throws IOException {
        List<String> words = words();
        try (Child restore = Child.fed(Path.of(words.getFirst()), rest(words))) {
            return rows(restore, new Feeding(content, restore));
        }
    }

    private List<String> words(String... files) {
        List<String> words = new ArrayList<>(behind);
        words.addAll(List.of(pg.restore().path().toString(), DATA, OUT));
        words.addAll(List.of(files));
        return words;
    }

    private static List<String> rest(List<String> words) {
        return words.subList(1, words.size());
    }

    /**
     * Reads what it says of its own content, where that may have been written last.
     *
     * @throws dev.belay.message.BelayException if that cannot be read
     */
    void listed(Path file) throws IOException {
        try (Child restore = Child.start(pg.restore().path(), List.of("--list", file.toString()))) {
            attendant.whenGone(restore::close);
            restore.output(list -> list.transferTo(OutputStream.nullOutputStream()));
            if (!restore.ended()) {
                throw Failure.unlike(target, Failure.firstError(restore.words()));
            }
        }
    }

    private SortedMap<String, Long> rows(Child restore, @Nullable Feeding feeding)
            throws IOException {
        attendant.whenGone(restore::close);
        ArchiveRows archived = new ArchiveRows();
        IOException broken = null;
        try {
            restore.output(archived::read);
        } catch (IOException e) {
            broken = e;
        }
        boolean well = restore.ended();
        IOException damage = feeding == null ? null : feeding.damage();
        if (attendant.gone()) {
            throw Failure.ended(target);
        }
        if (damage != null) {
            throw Failure.unlike(target, String.valueOf(damage.getMessage()));
        }
        if (!well) {
            throw Failure.unlike(target, Failure.firstError(restore.words()));
        }
        if (broken != null) {
            throw Failure.unlike(target, String.valueOf(broken.getMessage()));
        }
        return archived.rows();
    }

    /** Hands a program what it reads, to the end of it, on a thread of its own. */
    private static final class Feeding {
        private final Thread thread;
        private volatile @Nullable IOException damage;

        Feeding(InputStream content, Child child) {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("belay-feed")
                            .start(() -> feed(content, child));
        }

        private void feed(InputStream content, Child child) {
            byte[] bytes = new byte[1 << 16];
            boolean taken = true;
            try (OutputStream in = child.input()) {
                while (true) {
                    int n;
                    try {
                        n = content.read(bytes);
                    } catch (IOException e) {
                        damage = e;
                        child.close();
                        return;
                    }
                    if (n < 0) {
                        return;
                    }
                    taken = taken && given(in, bytes, n);
                }
            } catch (IOException e) {
                // The program has read what it wanted.
            }
        }

        /** What comes behind the archive's end is read all the same: it may be damaged. */
        private static boolean given(OutputStream in, byte[] bytes, int n) {
            try {
                in.write(bytes, 0, n);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Nullable IOException damage() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return damage;
        }
    }
}
