package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.Wiring;
import dev.belay.lint.Risk;
import dev.belay.operation.Part;
import dev.belay.operation.Plan;
import dev.belay.operation.Request;
import dev.belay.operation.Seed;
import dev.belay.operation.Seen;
import dev.belay.operation.Step;
import dev.belay.operation.Twin;
import dev.belay.operation.Victim;
import dev.belay.operation.Victims;
import dev.belay.store.Surroundings;
import dev.belay.target.Address;
import dev.belay.target.Engine;
import dev.belay.target.Environment;
import dev.belay.target.Folders;
import dev.belay.target.Target;
import dev.belay.target.TargetUrl;
import dev.belay.testing.Around;
import dev.belay.testing.HostileNames;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the window writes, a real shell and the command's own grammar understand. */
class TwinTest {
    @TempDir Path folder;
    private Surroundings around = Around.in(Path.of("/"));
    private Wiring wiring = new Wiring(around);

    @BeforeEach
    void start() {
        around = Around.homeIn(folder);
        wiring = new Wiring(around);
    }

    @AfterEach
    void end() {
        wiring.close();
    }

    /** A command line as a shell takes it apart and the command understands it. */
    private record Understood(Options options, Object command, Call call) {}

    private Understood understood(Twin twin) throws Exception {
        // A stop after each word keeps those that end in line ends apart.
        String script = "belay() { for w in \"$@\"; do printf '%s\\0' \"$w\"; done; }; ";
        Process shell =
                new ProcessBuilder("sh", "-c", script + twin.line())
                        .redirectErrorStream(true)
                        .directory(folder.toFile())
                        .start();
        String all = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(twin.line()).isZero();
        List<String> words = new ArrayList<>(Arrays.asList(all.split("\0", -1)));
        words.removeLast();
        assertThat(words).isEqualTo(twin.words().subList(1, twin.words().size()));
        Options options = new Options();
        String name = String.valueOf(Grammar.command(words));
        ParseResult parsed = Grammar.parsed(Grammar.of(options, List.of(name)), words);
        assertThat(parsed.hasSubcommand()).isTrue();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Output out = new Output(new Terminal(nowhere, nowhere, false, false), false, true);
        return new Understood(
                options,
                parsed.subcommand().commandSpec().userObject(),
                new Call(options, wiring, out));
    }

    private static Plan plan(Target target, Request request, Risk risk) {
        return new Plan(
                request.operation(),
                request.arguments(),
                target,
                new Seen("", "", null),
                null,
                "",
                List.of(new Part("", null, "", List.of(new Step(null, "", null, null, risk)))),
                List.of(),
                List.of(),
                Plan.Safety.COPY);
    }

    private static Target file(String name, Environment environment) {
        return Target.of(
                name, Engine.SQLITE, environment, new Address.File(Path.of("/data", name)));
    }

    @Test
    void theEndOfSessionsIsOneCommand() throws Exception {
        Target target =
                TargetUrl.parse("postgresql://app@db-7:5432/webshop", around)
                        .target("webshop-prod", Environment.PRODUCTION)
                        .withVersion(3);
        Instant began = Instant.parse("2026-11-21T21:33:13.123456Z");
        Victim first = new Victim(812, began, began.plusSeconds(9));
        Victim second = new Victim(813, began, null);
        Request request = Victims.terminate(List.of(first, second)).request();
        Twin twin = Twin.of(plan(target, request, Risk.DESTRUCTIVE), request);
        assertThat(twin.line())
                .isEqualTo(
                        "belay kill 812 813 --started 2026-11-21T21:33:13.123456Z"
                                + " --started 2026-11-21T21:33:13.123456Z"
                                + " --xact=2026-11-21T21:33:22.123456Z --xact=- --terminate"
                                + " -t webshop-prod --confirm webshop");
        KillCommand command = (KillCommand) understood(twin).command();
        assertThat(command.pids).containsExactly(812, 813);
        assertThat(command.started).hasSize(2).containsOnly("2026-11-21T21:33:13.123456Z");
        assertThat(command.transactions).containsExactly("2026-11-21T21:33:22.123456Z", "-");
        assertThat(command.terminate).isTrue();
        assertThat(command.change.confirm).isEqualTo("webshop");
    }

    @Test
    void aSavedTargetIsNamed() throws Exception {
        Target target =
                TargetUrl.parse("postgresql://app:secret@db-7:5432/webshop", around)
                        .target("webshop-prod", Environment.PRODUCTION)
                        .withVersion(3);
        Request request = Request.of("rollback", "to", "41");
        Twin twin = Twin.of(plan(target, request, Risk.DESTRUCTIVE), request);
        assertThat(twin.line())
                .isEqualTo("belay rollback -t webshop-prod --to 41 --confirm webshop");
        assertThat(Twin.of(target, request.waived()).line())
                .isEqualTo("belay rollback -t webshop-prod --to 41 --without-copy");
        RollbackCommand command = (RollbackCommand) understood(twin).command();
        assertThat(command.to).isEqualTo("41");
        assertThat(command.change.confirm).isEqualTo("webshop");
        assertThat(command.change.withoutCopy).isFalse();
    }

    @Test
    void oneThatWasNeverSavedIsNamedByItsUrlWithoutThePassword() throws Exception {
        Target target =
                TargetUrl.parse(
                                "postgresql://app:secret@db-7:6432/webshop?sslmode=require"
                                        + "&currentSchema=shop",
                                around)
                        .target("webshop", Environment.STAGING)
                        .withFolders(new Folders(Path.of("/srv/my scripts"), null, null));
        Twin twin = Twin.of(target, Request.of("migrate"));
        assertThat(twin.line()).doesNotContain("secret").contains("'/srv/my scripts'");
        assertThat(understood(twin).call().target()).isEqualTo(target);
    }

    @Test
    void hostileNamesComeBackAsTheyAre() throws Exception {
        for (String name : HostileNames.ALL) {
            Target target = file(name, Environment.PRODUCTION);
            Request request = Request.of("rollback", "to", name);
            Understood read =
                    understood(Twin.of(plan(target, request, Risk.ADDITIVE), request.waived()));
            assertThat(read.call().target()).isEqualTo(target);
            RollbackCommand command = (RollbackCommand) read.command();
            assertThat(command.to).isEqualTo(name);
            assertThat(command.change.confirm).isEqualTo(name);
            assertThat(command.change.withoutCopy).isTrue();
        }
    }

    @Test
    void hostileSetsComeBackAsTheyAre() throws Exception {
        Target target = file("shop.db", Environment.PRODUCTION).withVersion(1);
        Request request = Request.of("seed", Seed.SET, Seed.together(HostileNames.ALL));
        SeedCommand command =
                (SeedCommand)
                        understood(Twin.of(plan(target, request, Risk.ADDITIVE), request))
                                .command();
        assertThat(command.sets).isEqualTo(HostileNames.ALL);
        assertThat(command.change.confirm).isEqualTo("shop.db");
        assertThat(Seed.sets(String.valueOf(request.arguments().get(Seed.SET))))
                .isEqualTo(HostileNames.ALL);
    }

    @Test
    void anOptionIsNoValueOfTheOneBeforeIt() {
        assertThatThrownBy(
                        () ->
                                Grammar.parsed(
                                        Grammar.of(new Options(), List.of("rollback")),
                                        List.of("rollback", "--to", "1", "--confirm", "--dry-run")))
                .isInstanceOfSatisfying(
                        ParameterException.class,
                        e -> assertThat(UsageProblem.of(e).why()).contains("--confirm"));
    }
}
