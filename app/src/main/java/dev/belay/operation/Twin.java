package dev.belay.operation;

import dev.belay.activity.Micros;
import dev.belay.target.Environment;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that does the same as a plan of the window, word by word. It holds no password.
 *
 * @param words as a shell would hand them over
 * @param then further commands, where one alone cannot do it
 */
public record Twin(List<String> words, List<Twin> then) {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*");

    public Twin {
        words = List.copyOf(words);
        then = List.copyOf(then);
    }

    private Twin(List<String> words) {
        this(words, List.of());
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
        return new Twin(all, then.stream().map(t -> t.confirming(name)).toList());
    }

    /** The command that looks what is left to do of an operation that was begun. */
    public static Twin looking(Journal.Entry entry) {
        return of(entry.target(), new Request(entry.operation(), entry.arguments(), false)).dry();
    }

    private Twin dry() {
        List<String> all = new ArrayList<>(words);
        all.add(all.indexOf("-t"), "--dry-run");
        return new Twin(all, then.stream().map(Twin::dry).toList());
    }

    /** The command of a wish that was not planned yet. */
    public static Twin of(Target target, Request request) {
        if (request.operation().equals(Kill.NAME)) {
            Victims victims = Victims.of(request.arguments());
            List<Twin> all =
                    victims.all().stream().map(v -> kill(target, v, victims.terminate())).toList();
            return new Twin(all.getFirst().words, all.subList(1, all.size()));
        }
        List<String> words = new ArrayList<>(List.of("belay"));
        if (request.operation().equals(Prune.NAME)) {
            words.add("backups");
        }
        words.add(request.operation());
        target(words, target);
        new TreeMap<>(request.arguments())
                .forEach(
                        (name, value) -> {
                            if (RestoreWish.FLAGS.contains(name)) {
                                words.add("--" + name);
                            } else if (!name.equals(Seed.SET)) {
                                values(name, value).forEach(v -> option(words, "--" + name, v));
                            }
                        });
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

    /** The command takes one session. */
    private static Twin kill(Target target, Victim victim, boolean terminate) {
        List<String> words = new ArrayList<>(List.of("belay", Kill.NAME));
        words.add(Integer.toString(victim.pid()));
        target(words, target);
        option(words, "--started", Micros.text(victim.started()));
        if (victim.transaction() != null) {
            option(words, "--xact", Micros.text(victim.transaction()));
        }
        if (terminate) {
            words.add("--terminate");
        }
        return new Twin(words);
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
        String first = words.stream().map(Twin::quoted).collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(first), then.stream().map(Twin::line))
                .collect(Collectors.joining("; "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
