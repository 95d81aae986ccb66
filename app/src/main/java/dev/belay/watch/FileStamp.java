package dev.belay.watch;

import dev.belay.target.Address;
import dev.belay.target.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one state of a target's file from another without opening it.
 *
 * @param key the file system's own, or null where it has none
 */
record FileStamp(@Nullable FileTime changed, long size, @Nullable Object key) {
    /** Of a file that is not there, and of a server. */
    static final FileStamp NONE = new FileStamp(null, -1, null);

    static FileStamp of(Target target) {
        if (!(target.address() instanceof Address.File file)) {
            return NONE;
        }
        try {
            var now = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new FileStamp(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException e) {
            return NONE;
        }
    }
}
