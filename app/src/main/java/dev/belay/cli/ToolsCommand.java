package dev.belay.cli;

import dev.belay.db.ConnectException;
import dev.belay.db.Purpose;
import dev.belay.db.Session;
import dev.belay.message.BelayException;
import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.target.Engine;
import dev.belay.target.Target;
import dev.belay.tool.Program;
import dev.belay.tool.Tool;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** {@code belay tools}: the programs of others on this machine, and which targets they serve. */
@Command(name = "tools")
final class ToolsCommand implements Action {
    /** A saved target and its server's major, 0 where it does not answer now. */
    private record Server(Target target, int major) {}

    @Override
    public ExitCode run(Call call) {
        List<Tool> tools = call.parts().tools().find();
        List<Server> servers = servers(call);
        if (call.out().json()) {
            call.out().document(document(tools, servers));
        } else {
            text(call.out(), tools, servers);
        }
        return ExitCode.DONE;
    }

    private static List<Server> servers(Call call) {
        List<Future<Server>> asked = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Target target : call.parts().targets().list()) {
                if (target.engine() != Engine.SQLITE) {
                    asked.add(each.submit(() -> new Server(target, major(call, target))));
                }
            }
        }
        return asked.stream().map(Future::resultNow).toList();
    }

    private static int major(Call call, Target target) {
        try (Session session = call.parts().sessions().open(target, Purpose.WATCH)) {
            return session.identity().version().major();
        } catch (ConnectException | BelayException e) {
            return 0;
        }
    }

    private static Program program(Tool tool) {
        return Stream.of(Program.values())
                .filter(p -> p.title().equals(tool.name()))
                .findFirst()
                .orElseThrow();
    }

    /** True for a tool whose family is the engine's, and that is not older than the server. */
    private static boolean serves(Tool tool, Server server) {
        boolean same = program(tool).family().name().equals(server.target.engine().name());
        return same && server.major > 0 && tool.major() >= server.major;
    }

    private static List<String> served(Tool tool, List<Server> servers) {
        return servers.stream().filter(s -> serves(tool, s)).map(s -> s.target.name()).toList();
    }

    private static List<String> missing(List<Tool> tools) {
        List<String> found = tools.stream().map(Tool::name).toList();
        return Stream.of(Program.values())
                .map(Program::title)
                .filter(name -> !found.contains(name))
                .toList();
    }

    private static Json document(List<Tool> tools, List<Server> servers) {
        List<Json> found =
                tools.stream()
                        .map(
                                tool ->
                                        Json.object()
                                                .put("name", tool.name())
                                                .put("path", tool.path().toString())
                                                .put("version", tool.version())
                                                .put("serves", served(tool, servers)))
                        .toList();
        List<Json> targets =
                servers.stream()
                        .map(
                                s ->
                                        Json.object()
                                                .put("name", s.target.name())
                                                .put("engine", s.target.engine().id())
                                                .put("major", s.major == 0 ? null : s.major))
                        .toList();
        return Json.object()
                .put("tools", found)
                .put("missing", missing(tools))
                .put("targets", targets);
    }

    private static void text(Output out, List<Tool> tools, List<Server> servers) {
        Table table = new Table();
        table.head(Messages.text("cli.tools.columns").split("\\|"));
        for (Tool tool : tools) {
            table.row(
                    new Table.Cell(tool.name(), Style.STRONG),
                    Table.Cell.of(
                            tool.version() == null ? Messages.text("cli.unknown") : tool.version()),
                    Table.Cell.of(String.join(", ", served(tool, servers))),
                    Table.Cell.of(tool.path().toString()));
        }
        out.table(table);
        List<String> missing = missing(tools);
        if (!missing.isEmpty()) {
            out.line(Style.MUTED, Messages.text("cli.tools.missing", String.join(", ", missing)));
        }
        Map<String, Integer> unserved = new LinkedHashMap<>();
        for (Server server : servers) {
            if (tools.stream().noneMatch(tool -> serves(tool, server))) {
                unserved.put(server.target.name(), server.major);
            }
        }
        unserved.forEach(
                (name, major) ->
                        out.line(
                                Style.WARN,
                                major == 0
                                        ? Messages.text("cli.tools.unreachable", name)
                                        : Messages.text(
                                                "cli.tools.unserved",
                                                name,
                                                String.valueOf(major))));
    }
}
