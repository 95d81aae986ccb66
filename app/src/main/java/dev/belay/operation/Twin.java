package dev.belay.operation;

import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command that does the same as a plan of the window, word by word. It holds no password.
 *
 * @param words as a shell would hand them over
 */
public record Twin(List<String> words) {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*");

    public Twin {
        words = List.copyOf(words);
    }

    /** The command of a plan, with the name it wants to be confirmed. */
    public static Twin of(Plan plan, Request request) {
        Twin twin = of(plan.target(), request);
        String confirm = plan.confirm();
        return confirm == null ? twin : twin.confirming(confirm);
    }

    /** The same, confirmed by a name. */
    Twin confirming(String name) {
        List<String> all = new ArrayList<>(words);
        int sets = all.indexOf("--");
        option(all.subList(0, sets < 0 ? all.size() : sets), "--confirm", name);
        return new Twin(all);
    }

    /** The command that looks what is left to do of an operation that was begun. */
    public static Twin looking(Journal.Entry entry) {
        Twin twin = of(entry.target(), new Request(entry.operation(), entry.arguments(), false));
        List<String> words = new ArrayList<>(twin.words);
        words.add(words.indexOf("-t"), "--dry-run");
        return new Twin(words);
    }

    /** The command of a wish that was not planned yet. */
    public static Twin of(Target target, Request request) {
        List<String> words = new ArrayList<>(List.of("belay"));
        if (request.operation().equals(Prune.NAME)) {
            words.add("backups");
        }
        words.add(request.operation());
        if (request.operation().equals(Kill.NAME)) {
            words.addAll(Victims.words(request.arguments()));
            target(words, target);
        } else {
            target(words, target);
            arguments(words, request.arguments());
        }
        if (request.withoutCopy()) {
            words.add("--without-copy");
        }
        String sets = request.arguments().get(Seed.SET);
        if (sets != null) {
            words.add("--");
            words.addAll(Seed.sets(sets));
        }
        return new Twin(words);
    }

    private static void arguments(List<String> words, Map<String, String> arguments) {
        new TreeMap<>(arguments)
                .forEach(
                        (name, value) -> {
                            if (RestoreWish.FLAGS.contains(name)) {
                                words.add("--" + name);
                            } else if (!name.equals(Seed.SET)) {
                                values(name, value).forEach(v -> option(words, "--" + name, v));
                            }
                        });
    }

    /** Of recipients each has an option of its own. */
    private static List<String> values(String name, String value) {
        return name.equals(BackupChoice.ENCRYPT) ? List.of(value.split(" ")) : List.of(value);
    }

    /** One that was never saved is named by its URL, with all that its URL does not say. */
    private static void target(List<String> words, Target target) {
        if (target.version() > 0) {
            option(words, "-t", target.name());
            return;
        }
        option(words, "-t", TargetUrl.of(target).withoutPassword());
        if (target.environment() != Environment.DEVELOPMENT) {
            option(words, "--env", target.environment().id());
        }
        folder(words, "--migrations", target.folders().migrations());
        folder(words, "--seeds", target.folders().seeds());
        folder(words, "--backups", target.folders().backups());
    }

    private static void folder(List<String> words, String option, @Nullable Path folder) {
        if (folder != null) {
            option(words, option, folder.toString());
        }
    }

    /** A value that looks like an option is tied to its own. */
    private static void option(List<String> words, String name, String value) {
        if (value.isEmpty()) {
            words.add(name);
        } else if (value.startsWith("-")) {
            words.add((name.equals("-t") ? "--target" : name) + "=" + value);
        } else {
            words.add(name);
            words.add(value);
        }
    }

    /** To paste into a POSIX shell. */
    public String line() {
        return words.stream().map(Twin::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
