package dev.belay.target;

import dev.belay.store.Surroundings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** URLs of SQLite files. */
final class FileUrl {
    /**
     * What applications set for themselves; Belay opens files its own way whatever stands there.
     */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "busytimeout",
                    "checksamethread",
                    "foreignkeys",
                    "isolationlevel",
                    "journalmode",
                    "synchronous",
                    "timeout",
                    "transactionmode");

    private FileUrl() {}

    /**
     * @param jdbc true if the text after the scheme is sqlite-jdbc's: the path as it stands. In the
     *     other forms three slashes begin a relative path, four an absolute one, as SQLAlchemy has
     *     it, and percent escapes are resolved.
     */
    static TargetUrl parse(String url, String rest, boolean jdbc, Surroundings around) {
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        List<String> ignored =
                question < 0 ? List.of() : setAside(url, rest.substring(question + 1));
        if (!jdbc) {
            path = decoded(url, withoutSlashes(url, path));
        }
        return new TargetUrl(
                Engine.SQLITE, new Address.File(file(url, path, around)), null, Map.of(), ignored);
    }

    private static String withoutSlashes(String url, String path) {
        if (!path.startsWith("//")) {
            return path;
        }
        if (path.length() > 2 && path.charAt(2) != '/') {
            throw TargetUrl.problem("target.url.file-host", url);
        }
        return path.substring(Math.min(3, path.length()));
    }

    private static String decoded(String url, String path) {
        try {
            return UrlText.decode(path);
        } catch (UrlText.MalformedException e) {
            throw TargetUrl.problem("target.url.escape", url);
        }
    }

    private static Path file(String url, String path, Surroundings around) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.equals(":memory:")) {
            throw TargetUrl.problem("target.url.memory", url);
        }
        if (lower.startsWith(":") || lower.startsWith("file:")) {
            throw TargetUrl.problem("target.url.file-uri", url);
        }
        try {
            Path file = around.directory().resolve(path).normalize();
            if (file.getFileName() == null || path.endsWith("/")) {
                throw TargetUrl.problem("target.url.folder", url);
            }
            return file;
        } catch (InvalidPathException e) {
            throw TargetUrl.problem("target.url.escape", url);
        }
    }

    private static List<String> setAside(String url, String query) {
        Map<String, String> options = UrlOptions.split(url, query);
        for (String name : options.keySet()) {
            if (!WITHOUT_EFFECT.contains(UrlOptions.plain(name))) {
                throw UrlOptions.refused(url, name);
            }
        }
        return List.copyOf(options.keySet());
    }
}
