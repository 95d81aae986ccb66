package dev.belay.seed;

import dev.belay.target.Environment;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set's {@code seed.json}.
 *
 * @param order files that go before all others, in this order
 * @param keys the columns that tell the rows of a table apart, by table
 * @param environments the only ones the set is for; null for any but production
 */
public record SeedSettings(
        List<String> order,
        Map<String, List<String>> keys,
        @Nullable Set<Environment> environments) {
    /** The file's name. */
    static final String FILE = "seed.json";

    private static final SeedSettings DEFAULT = new SeedSettings(List.of(), Map.of(), null);
    private static final String KNOWN = "order, keys, environments";

    public SeedSettings {
        order = List.copyOf(order);
        keys = Map.copyOf(keys);
        environments = environments == null ? null : Set.copyOf(environments);
    }

    /** True if the set may go into a target of that environment. */
    public boolean allow(Environment environment) {
        return environments == null
                ? environment != Environment.PRODUCTION
                : environments.contains(environment);
    }

    static SeedSettings read(SeedSource source) {
        if (Files.notExists(source.file())) {
            return DEFAULT;
        }
        return JsonText.read(source, source.text(), json -> read(source, json));
    }

    private static SeedSettings read(SeedSource source, JsonText json) {
        List<String> order = new ArrayList<>();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        List<Set<Environment>> environments = new ArrayList<>();
        json.fields(
                "seed.fault.json.object",
                name -> {
                    switch (name) {
                        case "order" -> order.addAll(files(source, json));
                        case "keys" ->
                                json.fields(
                                        "seed.fault.settings.keys",
                                        table -> keys.put(table, words(json)));
                        case "environments" -> environments.add(environments(source, json));
                        default ->
                                throw source.fault(json.spot(), "seed.fault.settings", name, KNOWN);
                    }
                });
        return new SeedSettings(
                order, keys, environments.isEmpty() ? null : environments.getLast());
    }

    private static List<String> words(JsonText json) {
        List<String> words = new ArrayList<>();
        json.elements(
                "seed.fault.settings.list", () -> words.add(json.word("seed.fault.settings.list")));
        return words;
    }

    private static List<String> files(SeedSource source, JsonText json) {
        List<String> files = new ArrayList<>();
        json.elements(
                "seed.fault.settings.list",
                () -> {
                    String file = json.word("seed.fault.settings.list");
                    if (!SeedFolder.files(source.file().resolveSibling("")).contains(file)) {
                        throw source.fault(json.spot(), "seed.fault.settings.file", file);
                    }
                    files.add(file);
                });
        return files;
    }

    private static Set<Environment> environments(SeedSource source, JsonText json) {
        Set<Environment> all = EnumSet.noneOf(Environment.class);
        json.elements(
                "seed.fault.settings.list",
                () -> {
                    String word = json.word("seed.fault.settings.list");
                    all.add(
                            environment(word)
                                    .orElseThrow(
                                            () ->
                                                    source.fault(
                                                            json.spot(),
                                                            "seed.fault.settings.environment",
                                                            word,
                                                            known())));
                });
        return all;
    }

    private static Optional<Environment> environment(String word) {
        return Arrays.stream(Environment.values())
                .filter(e -> e.id().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String known() {
        return Arrays.stream(Environment.values())
                .map(Environment::id)
                .collect(Collectors.joining(", "));
    }
}
