import org.sqlite.util.LibraryLoaderUtil;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * The jars as the image has them. Two are another than Maven's, for the sake of the start: what was
 * compiled for a Java before 6 fits into no cache and is brought up to 8, byte code as it is, and
 * SQLite's library lies beside the jars instead of being unpacked by each process from among those
 * of all systems.
 */
final class Jars {
    /** The first whose classes are verified by the types that they carry, as the cache wants it. */
    private static final int CACHED = ClassFile.JAVA_6_VERSION;

    /** Told beside the jars that are changed. */
    static final String CHANGES =
            "Repackaged for the installer: classes older than Java 6 carried up to Java 8's format,"
                    + " libraries of other systems left out.";

    private static final String SQLITE = "sqlite-jdbc-";
    private static final String LIBRARIES = "org/sqlite/native/";

    private Jars() {}

    static void make(Layout layout) throws IOException {
        for (Path jar : Folders.files(layout.libraries(), ".jar")) {
            Path copy = layout.input().resolve(jar.getFileName());
            Folders.copyFile(jar, copy);
            if (jar.getFileName().toString().startsWith(SQLITE)) {
                library(jar, layout.input());
                rewrite(jar, copy, layout.jarTime());
            } else if (old(jar)) {
                rewrite(jar, copy, layout.jarTime());
            }
        }
    }

    private static void library(Path jar, Path to) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String folder = LibraryLoaderUtil.getNativeLibResourcePath().substring(1);
        try (JarFile file = new JarFile(jar.toFile());
                var in = file.getInputStream(file.getEntry(folder + "/" + name))) {
            Files.copy(in, to.resolve(name));
        }
    }

    private static boolean old(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (isClass(entry) && old(content(file, entry))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static byte[] content(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class");
    }

    /** The major version is the fourth number of two bytes. */
    private static boolean old(byte[] start) {
        return ((start[6] & 0xFF) << 8 | start[7] & 0xFF) < CACHED;
    }

    private static void rewrite(Path jar, Path copy, LocalDateTime time) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                OutputStream to = Files.newOutputStream(copy);
                JarOutputStream out = new JarOutputStream(to)) {
            for (JarEntry entry : file.stream().toList()) {
                if (!entry.getName().startsWith(LIBRARIES)) {
                    byte[] content = content(file, entry);
                    JarEntry made = new JarEntry(entry.getName());
                    made.setTimeLocal(time);
                    out.putNextEntry(made);
                    out.write(isClass(entry) && old(content) ? cached(content) : content);
                    out.closeEntry();
                }
            }
        }
    }

    private static byte[] cached(byte[] content) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(content);
        ClassFileVersion version = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);
        return files.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(
                                (to, part) ->
                                        to.with(
                                                part instanceof ClassFileVersion
                                                        ? version
                                                        : part)));
    }
}
