package dev.belay.db.sqlite;

import dev.belay.db.Claim;
import dev.belay.db.Purpose;
import dev.belay.target.Target;
import dev.belay.testing.OtherJvm;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Belay in another process that the modes of files bind, as they do not bind root. */
final class FewRights {
    private FewRights() {}

    /** What connecting to the file comes to: {@code connected}, or the problem's key. */
    static String connect(Path file) throws IOException {
        return said(file.toString());
    }

    /** What claiming the file comes to: {@code true} if it was taken. */
    static String claim(Path file, Path claims) throws IOException {
        return said(file.toString(), claims.toString());
    }

    private static String said(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.add("setpriv");
            command.add("--bounding-set=-dac_override,-dac_read_search");
        }
        command.addAll(OtherJvm.command(FewRights.class, args));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            return process.inputReader().lines().reduce("", (before, last) -> last);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other process. */
    public static void main(String[] args) throws SQLException {
        Target target = SqliteDialectTest.at(Path.of(args[0]));
        if (args.length > 1) {
            try (Claim claim =
                    new SqliteDialect(() -> Path.of(args[1])).claim(target, null, "few")) {
                System.out.println(claim.take());
            }
            return;
        }
        SqliteDialect dialect = new SqliteDialect();
        try {
            dialect.connect(target, null, Purpose.WATCH).close();
            System.out.println("connected");
        } catch (SQLException e) {
            System.out.println(dialect.failure(target, e).problem().key());
        }
    }
}
