package dev.belay.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern TEXT =
            Pattern.compile("Messages\\s*\\.(?:text|has)\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern PROBLEM =
            Pattern.compile("(Problem\\s*\\.of|new Problem)\\(\\s*\"([^\"]+)\"\\s*,");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d");

    private static final Set<String> KEYS = new TreeSet<>(Collections.list(Messages.keys()));
    private static String source;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            // The one character that would turn every literal after it inside out.
            source = all.toString().replace("'\"'", "' '");
        }
    }

    private static Set<String> problems() {
        return KEYS.stream()
                .filter(key -> key.endsWith(".what") && KEYS.contains(stem(key) + ".next"))
                .map(MessagesTest::stem)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String stem(String key) {
        return key.substring(0, key.lastIndexOf('.'));
    }

    @Test
    void everyKeyThatIsUsedExists() {
        Set<String> missing = new TreeSet<>();
        Matcher text = TEXT.matcher(source);
        while (text.find()) {
            missing.add(text.group(1));
        }
        Matcher problem = PROBLEM.matcher(source);
        while (problem.find()) {
            missing.add(problem.group(2) + ".what");
            missing.add(problem.group(2) + ".next");
            if (problem.group(1).endsWith("of")) {
                missing.add(problem.group(2) + ".why");
            }
        }
        assertThat(missing).hasSizeGreaterThan(100);
        missing.removeAll(KEYS);
        assertThat(missing).isEmpty();
    }

    /** Of two, the later one would be taken in silence. */
    @Test
    void noKeyStandsTwice() throws IOException {
        Path bundle = Path.of("src/main/resources/dev/belay/message/messages.properties");
        Set<String> seen = new TreeSet<>();
        assertThat(Files.readAllLines(bundle))
                .filteredOn(line -> line.matches("[a-z][^ #=]*=.*"))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .filteredOn(key -> !seen.add(key))
                .isEmpty();
        assertThat(seen).hasSizeGreaterThan(1_000);
    }

    @Test
    void everyKeyIsUsed() {
        Set<String> literals = new TreeSet<>();
        Matcher matcher = LITERAL.matcher(source);
        while (matcher.find()) {
            literals.add(matcher.group(1));
        }
        Set<String> problems = problems();
        List<String> unused =
                KEYS.stream()
                        .filter(
                                key ->
                                        !used(literals, key)
                                                && !(problems.contains(stem(key))
                                                        && used(literals, stem(key))))
                        // Named by the grammar of the command; CommandsTest holds them to it.
                        .filter(key -> !key.matches("cli\\.(does|option).*"))
                        .toList();
        assertThat(unused).isEmpty();
    }

    /**
     * The whole key, {@code key + ".last"}, {@code "its.first." + "rest"}, or {@code "its.first." +
     * word + ".last"} with any one word.
     */
    private static boolean used(Set<String> literals, String key) {
        String last = key.substring(key.lastIndexOf('.'));
        if (literals.contains(key) || literals.contains(stem(key)) && literals.contains(last)) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            int next = key.indexOf('.', dot + 1);
            boolean begun = literals.contains(key.substring(0, dot + 1));
            if (begun && literals.contains(key.substring(dot + 1))) {
                return true;
            }
            if (begun && (next < 0 || literals.contains(key.substring(next)))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void noTwoProblemsShareACode() {
        Map<String, List<String>> byCode =
                problems().stream()
                        .collect(
                                Collectors.groupingBy(
                                        key -> new Problem(key, "", "", ExitCode.FAILED).code()));
        assertThat(byCode).hasSizeGreaterThan(50);
        assertThat(byCode.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
    }

    @Test
    void everyProblemIsToldWhole() {
        List<String> half =
                KEYS.stream()
                        .filter(key -> key.endsWith(".why"))
                        .map(MessagesTest::stem)
                        .filter(key -> !problems().contains(key))
                        .toList();
        assertThat(half).isEmpty();
    }

    /** Those are asked for without arguments, so MessageFormat's rules do not hold for them. */
    @Test
    void whatFailedAndWhatComesNextHaveNoArguments() {
        List<String> wrong =
                problems().stream()
                        .flatMap(key -> Stream.of(key + ".what", key + ".next"))
                        .filter(key -> Messages.text(key).matches(".*(''|\\{\\d).*"))
                        .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatFailedFollowsBelaysNameAndWhatComesNextIsASentence() {
        List<String> wrong =
                problems().stream()
                        .filter(
                                key ->
                                        !Messages.text(key + ".what").matches("\\p{Ll}.*[^.]")
                                                || !Messages.text(key + ".next")
                                                        .matches("(?s).*([.]|: belay .*)"))
                        .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void quotesOfTextsWithArgumentsAreDoubled() {
        List<String> wrong =
                KEYS.stream()
                        .filter(key -> ARGUMENT.matcher(Messages.text(key)).find())
                        .filter(key -> Messages.text(key).replace("''", "").contains("'"))
                        .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void theToneIsCalm() {
        List<String> loud =
                KEYS.stream()
                        .filter(key -> Messages.text(key).matches("(?s).*(!|Oops|Sorry).*"))
                        .toList();
        assertThat(loud).isEmpty();
    }
}
