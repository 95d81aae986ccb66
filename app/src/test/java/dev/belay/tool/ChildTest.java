package dev.belay.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Real programs of this machine at work. */
class ChildTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @Test
    void aChildIsToldOfNoPasswordAndNoServer() throws Exception {
        AtomicReference<String> told = new AtomicReference<>("");
        try (Child child = Child.start(Path.of("/usr/bin/env"), List.of())) {
            child.output(in -> told.set(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            assertThat(child.ended()).isTrue();
        }
        assertThat(System.getenv()).isNotEmpty();
        assertThat(told.get().lines().map(l -> l.replaceFirst("=.*", "")))
                .contains("PATH", "LC_ALL")
                .allMatch(
                        name ->
                                List.of(
                                                "PATH", "HOME", "USER", "LOGNAME", "LC_ALL",
                                                "TMPDIR", "PGUSER")
                                        .contains(name));
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        List<String> odd = List.of("a b", "$(touch x)", "'\";--", "-rf", "new\nline", "");
        AtomicReference<String> told = new AtomicReference<>("");
        List<String> arguments =
                new java.util.ArrayList<>(List.of("-c", "printf '%s|' \"$@\"", "x"));
        arguments.addAll(odd);
        try (Child child = Child.start(SHELL, arguments)) {
            child.output(in -> told.set(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            assertThat(child.ended()).isTrue();
        }
        assertThat(told.get()).isEqualTo(String.join("|", odd) + "|");
    }

    @Test
    void whatItSaysOfItsFailureIsKept() throws Exception {
        try (Child child = Child.start(SHELL, List.of("-c", "echo no space >&2; exit 3"))) {
            assertThat(child.ended()).isFalse();
            assertThat(child.words()).isEqualTo("no space");
        }
    }

    @Test
    void closingKillsItAndItsChildren() throws Exception {
        Child child = Child.start(SHELL, List.of("-c", "sleep 600; true"));
        Thread.ofPlatform().start(child::close);
        assertThat(child.ended()).isFalse();
    }
}
