package dev.belay.db.sqlite;

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
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.add("setpriv");
            command.add("--bounding-set=-dac_override,-dac_read_search");
        }
        command.addAll(OtherJvm.command(FewRights.class, file.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            return process.inputReader().lines().reduce("", (before, last) -> last);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other process. */
    public static void main(String[] args) {
        Target target = SqliteDialectTest.at(Path.of(args[0]));
        SqliteDialect dialect = new SqliteDialect();
        try {
            dialect.connect(target, null, Purpose.WATCH).close();
            System.out.println("connected");
        } catch (SQLException e) {
            System.out.println(dialect.failure(target, e).problem().key());
        }
    }
}
