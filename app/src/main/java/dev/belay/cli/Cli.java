package dev.belay.cli;

import dev.belay.log.Log;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.util.List;
import java.util.Set;

/** The command {@code belay}: understands a line, runs what it asks for, and says how it ended. */
public final class Cli {
    private static final Set<List<String>> VERSION = Set.of(List.of("--version"), List.of("-V"));

    private static final Set<String> TARGET = Set.of("-t", "--target");

    private final Parts parts;
    private final Terminal terminal;
    private final String version;

    /**
     * @param version what {@code --version} says
     */
    public Cli(Parts parts, Terminal terminal, String version) {
        this.parts = parts;
        this.terminal = terminal;
        this.version = version;
    }

    /** Runs one command line to its end. */
    public ExitCode run(String... words) {
        List<String> line = List.of(words);
        Options options = new Options();
        // Until the line is understood, whoever wrote the option anywhere meant it.
        Output out = new Output(terminal, line.contains("--json"), false);
        ExitCode exit;
        try {
            exit = run(line, options, out);
        } catch (ParameterException e) {
            exit = failed(out, UsageProblem.of(e));
        } catch (BelayException e) {
            exit = failed(out, e.problem());
        }
        out.flush();
        return exit;
    }

    private static ExitCode failed(Output out, Problem problem) {
        out.problem(problem);
        return problem.exit();
    }

    private ExitCode run(List<String> line, Options options, Output out) {
        // The most frequent starts need no grammar, which is a third of what they would take.
        if (line.isEmpty()) {
            return console(options);
        }
        if (line.size() == 2 && TARGET.contains(line.getFirst()) && !isOption(line.getLast())) {
            options.target = line.getLast();
            return console(options);
        }
        if (VERSION.contains(line)) {
            return version(out);
        }
        String name = Grammar.command(line);
        if (name != null && !Commands.built(name)) {
            throw UsageProblem.unknownCommand(name).asException();
        }
        CommandLine grammar = Grammar.of(options, name == null ? List.of() : List.of(name));
        ParseResult parsed = Grammar.parsed(grammar, line);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandLine command = parsed.commandSpec().commandLine();
        if (options.version) {
            return version(out);
        }
        if (options.help) {
            HelpText.of(name == null ? Grammar.whole() : command).tell(out);
            return ExitCode.DONE;
        }
        Object found = command.getCommand();
        if (found instanceof Options) {
            return console(options);
        }
        if (!(found instanceof Action action)) {
            throw UsageProblem.noCommand(parsed.commandSpec().qualifiedName(" ")).asException();
        }
        return run(action, options);
    }

    private static boolean isOption(String word) {
        return word.startsWith("-");
    }

    private ExitCode version(Output out) {
        if (out.json()) {
            out.document(Json.object().put("version", version));
        } else {
            out.line("belay " + version);
        }
        return ExitCode.DONE;
    }

    private ExitCode console(Options options) {
        return run(
                call ->
                        call.parts()
                                .console(
                                        options.target == null ? null : call.target(),
                                        options.newWindow),
                options);
    }

    private ExitCode run(Action action, Options options) {
        Output out = new Output(terminal, options.json, options.quiet);
        if (!(action instanceof HelpCommand || action instanceof CompletionCommand)) {
            log(options);
        }
        parts.hearStore(out::told);
        Call call = new Call(options, parts, out);
        try {
            return action.run(call);
        } catch (BelayException e) {
            logger().info("{}: {}", e.problem().code(), e.problem().line(), e.getCause());
            return failed(out, e.problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(out, Problem.of("cli.cancelled", "", ExitCode.CANCELLED));
        } catch (RuntimeException e) {
            logger().error("A command broke off", e);
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return failed(out, Problem.of("cli.inside", "", ExitCode.FAILED, why));
        }
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(Cli.class);
    }

    private void log(Options options) {
        Log.Amount amount =
                options.quiet
                        ? Log.Amount.QUIET
                        : switch (options.verbose.length) {
                            case 0 -> Log.Amount.NORMAL;
                            case 1 -> Log.Amount.MORE;
                            default -> Log.Amount.ALL;
                        };
        String wish = parts.surroundings().get("BELAY_LOG");
        boolean json = options.logJson || "json".equals(wish);
        boolean told = options.verbose.length > 0 && !options.quiet;
        Log.start(parts.home().logs(), amount, json, told ? terminal.err()::println : null);
    }
}
