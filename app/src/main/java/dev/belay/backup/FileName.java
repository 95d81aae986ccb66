package dev.belay.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Names of files that say what a target or an operation is called, whatever that is. */
final class FileName {
    private static final int LONGEST = 80;

    private FileName() {}

    static String of(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]", "_");
        return name.isEmpty() ? "_" : name.substring(0, Math.min(name.length(), LONGEST));
    }

    /** A target may be called by anything; two that differ get folders that differ. */
    static String ofFolder(String target) {
        String name = of(target);
        if (name.equals(target)) {
            return name;
        }
        byte[] digest = Disk.digest().digest(target.getBytes(StandardCharsets.UTF_8));
        return name + "-" + HexFormat.of().formatHex(digest, 0, 4);
    }

    /** Where the backups of a target are. */
    static Path folder(Path backups, String target) {
        return backups.resolve(ofFolder(target));
    }
}
