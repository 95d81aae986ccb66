package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Units;
import dev.belay.target.Secret;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Encrypted files, written and read by Belay and by the age command. */
class AgeTest {
    private static final int CHUNK = 1 << 16;

    @TempDir Path folder;
    private Path keys;
    private String recipient;

    @BeforeEach
    void key() throws Exception {
        assumeTrue(run("age", "--version") == 0, "the age command is not here");
        keys = folder.resolve("keys.txt");
        assertThat(run("age-keygen", "-o", keys.toString())).isZero();
        recipient =
                Files.readAllLines(keys).stream()
                        .filter(l -> l.startsWith("# public key: "))
                        .map(l -> l.substring(14))
                        .findFirst()
                        .orElseThrow();
    }

    private int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private Path sealed(Sealing sealing, byte[] plain) throws IOException {
        Path file = folder.resolve("x.age");
        try (OutputStream out = Files.newOutputStream(file);
                Sealing.Sealed sealed = sealing.seal(out)) {
            sealed.write(plain);
        }
        return file;
    }

    private static byte[] read(Opening opening, Path file) throws IOException {
        try (InputStream in = opening.open(file, "shop")) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 17})
    void theAgeCommandOpensWhatBelayWrote(int length) throws Exception {
        byte[] plain = bytes(length);
        Path file = sealed(Sealing.of(List.of(recipient)), plain);

        Path opened = folder.resolve("opened");
        assertThat(
                        run(
                                "age",
                                "-d",
                                "-i",
                                keys.toString(),
                                "-o",
                                opened.toString(),
                                file.toString()))
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        assertThat(length == 0 || Arrays.equals(Files.readAllBytes(opened), plain)).isTrue();
        assertThat(read(Opening.ofIdentities(keys), file)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 17})
    void belayOpensWhatTheAgeCommandWrote(int length) throws Exception {
        byte[] plain = bytes(length);
        Path from = Files.write(folder.resolve("plain"), plain);
        Path file = folder.resolve("theirs.age");
        Path armored = folder.resolve("theirs.asc");
        String[] age = {"age", "-r", recipient, "-o"};
        assertThat(run(age[0], age[1], age[2], age[3], file.toString(), from.toString())).isZero();
        assertThat(run(age[0], "-a", age[1], age[2], age[3], armored.toString(), from.toString()))
                .isZero();

        assertThat(Opening.encrypted(file)).isTrue();
        assertThat(read(Opening.ofIdentities(keys), file)).isEqualTo(plain);
        assertThat(read(Opening.ofIdentities(keys), armored)).isEqualTo(plain);
        assertThat(Opening.encrypted(from)).isFalse();
        assertThat(read(Opening.NONE, from)).isEqualTo(plain);
    }

    @Test
    void aWrongKeyAPassphraseOrNoKeyAreToldAsSuch() throws Exception {
        Path file = sealed(Sealing.of(List.of(recipient)), bytes(100_000));
        Path other = folder.resolve("other.txt");
        run("age-keygen", "-o", other.toString());

        for (Opening wrong :
                List.of(Opening.ofIdentities(other), Opening.of(Secret.of("x")), Opening.NONE)) {
            assertThatThrownBy(() -> read(wrong, file))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.WRONG_KEY));
        }
        Path words = sealed(Sealing.of(Secret.of("crème brûlée")), bytes(100));
        assertThatThrownBy(() -> read(Opening.of(Secret.of("creme brulee")), words))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.WRONG_KEY));
        assertThat(read(Opening.of(Secret.of("crème brûlée")), words)).isEqualTo(bytes(100));
    }

    /** The age command asks for a passphrase on a terminal alone. */
    private int atTerminal(String command, String typed) throws Exception {
        Process process =
                new ProcessBuilder("script", "-qec", command, "/dev/null")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            for (int i = 0; i < 300 && !saidPassphrase(); i++) {
                Thread.sleep(20);
            }
            in.write(typed.getBytes(StandardCharsets.UTF_8));
            in.flush();
            return process.waitFor();
        }
    }

    private boolean saidPassphrase() throws IOException {
        return Files.readString(folder.resolve("said")).contains("passphrase");
    }

    @Test
    void aPassphraseOpensTheSameFilesHereAndThere() throws Exception {
        assumeTrue(run("script", "--version") == 0, "no terminal can be made here");
        byte[] plain = bytes(70_000);
        Path ours = sealed(Sealing.of(Secret.of("crème brûlée 1")), plain);
        Path opened = folder.resolve("opened");
        assertThat(atTerminal("age -d -o " + opened + " " + ours, "crème brûlée 1\n"))
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        assertThat(Files.readAllBytes(opened)).isEqualTo(plain);

        Path theirs = folder.resolve("theirs.age");
        assertThat(atTerminal("age -p -o " + theirs + " " + opened, "two words\ntwo words\n"))
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        assertThat(read(Opening.of(Secret.of("two words")), theirs)).isEqualTo(plain);
    }

    @Test
    void eachOfSeveralRecipientsOpensIt() throws Exception {
        Path other = folder.resolve("other.txt");
        run("age-keygen", "-o", other.toString());
        run("age-keygen", "-y", other.toString());
        String second = Files.readString(folder.resolve("said")).strip();

        Path file = sealed(Sealing.of(List.of(recipient, second)), bytes(70_000));

        assertThat(read(Opening.ofIdentities(keys), file)).isEqualTo(bytes(70_000));
        assertThat(read(Opening.ofIdentities(other), file)).isEqualTo(bytes(70_000));
        Path both = folder.resolve("both.txt");
        Files.writeString(both, Files.readString(other) + "\n" + Files.readString(keys));
        assertThat(read(Opening.ofIdentities(both), file)).isEqualTo(bytes(70_000));
    }

    @Test
    void noDamageIsReadAsContent() throws Exception {
        byte[] plain = bytes(2 * CHUNK + 100);
        Path file = sealed(Sealing.of(List.of(recipient)), plain);
        byte[] whole = Files.readAllBytes(file);
        Opening opening = Opening.ofIdentities(keys);
        Random random = new Random(3);
        Path damaged = folder.resolve("damaged.age");
        int head = 300;
        for (int i = 0; i < 600; i++) {
            int at = i < head ? i : random.nextInt(whole.length);
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, flipped);
            assertRefused(opening, damaged, "flip at " + at);
            int cut = i < head ? whole.length - 1 - i : random.nextInt(whole.length);
            Files.write(damaged, Arrays.copyOf(whole, cut));
            assertRefused(opening, damaged, "cut at " + cut);
        }
        int payload = whole.length - (plain.length + 3 * 16);
        for (int cut : new int[] {payload, payload + CHUNK + 16, payload + 2 * (CHUNK + 16)}) {
            Files.write(damaged, Arrays.copyOf(whole, cut));
            assertRefused(opening, damaged, "cut at the end of a chunk");
        }
        Files.write(damaged, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(opening, damaged, "a byte too many");
    }

    /** A file whose first line is damaged does not say that it is encrypted any more. */
    private static void assertRefused(Opening opening, Path file, String how) throws IOException {
        if (!Opening.encrypted(file)) {
            return;
        }
        assertThatThrownBy(() -> read(opening, file))
                .as(how)
                .isInstanceOfAny(IOException.class, BelayException.class);
    }

    @Test
    void whatIsNoKeyIsNotTakenForOne() throws Exception {
        for (String no : List.of("age1xyz", "AGE-SECRET-KEY-1", recipient + "q", "", "ssh-rsa x")) {
            assertThatThrownBy(() -> Sealing.of(List.of(no)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.USAGE));
        }
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# no key\n");
        for (Path no : List.of(empty, folder, folder.resolve("none"), Path.of("/dev/null"))) {
            assertThatThrownBy(() -> Opening.ofIdentities(no))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.problem().exit()).isEqualTo(ExitCode.USAGE));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4"})
    void damageIsToldByItsPart(int part, String told) throws Exception {
        Path file = sealed(Sealing.of(List.of(recipient)), bytes(4 * CHUNK + 17));
        byte[] whole = Files.readAllBytes(file);
        long start = whole.length - 4L * (CHUNK + 16) - 17 - 16;
        byte[] flipped = whole.clone();
        flipped[(int) start + part * (CHUNK + 16) + 77] ^= 4;
        Files.write(file, flipped);
        String where = "its part " + told + " (of 64 KiB each), from about byte ";
        assertThatThrownBy(() -> read(Opening.ofIdentities(keys), file))
                .isInstanceOf(Unsealed.Damage.class)
                .hasMessageContaining(where)
                .hasMessageContaining(Units.count(start + part * (CHUNK + 16L)));
        Files.write(file, Arrays.copyOf(whole, (int) start + part * (CHUNK + 16) + 99));
        assertThatThrownBy(() -> read(Opening.ofIdentities(keys), file))
                .isInstanceOf(Unsealed.Damage.class)
                .hasMessageContaining(where);
    }
}
