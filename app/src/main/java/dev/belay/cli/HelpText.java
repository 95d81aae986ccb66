package dev.belay.cli;

import dev.belay.message.Messages;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.Comparator;
import java.util.List;

/** How a command is used, from its grammar and the bundle's words. */
final class HelpText {
    private final CommandSpec spec;

    private HelpText(CommandSpec spec) {
        this.spec = spec;
    }

    static HelpText of(CommandLine command) {
        return new HelpText(command.getCommandSpec());
    }

    /** The bundle's key for what a command does: {@code cli.does.target.add}. */
    static String key(CommandSpec spec) {
        String path = spec.qualifiedName(".");
        return path.equals("belay") ? "cli.does" : "cli.does." + path.substring(6);
    }

    /** The bundle's key for what an option means: {@code cli.option.wait}. */
    static String key(OptionSpec option) {
        return "cli.option." + option.longestName().substring(2);
    }

    void tell(Output out) {
        if (out.json()) {
            out.document(document());
            return;
        }
        out.line(Messages.text(key(spec)));
        out.line("");
        out.line(Messages.text("cli.help.usage", synopsis()));
        Table commands = new Table();
        spec.subcommands()
                .values()
                .forEach(
                        sub ->
                                described(
                                        commands, sub.getCommandName(), key(sub.getCommandSpec())));
        section(out, "cli.help.commands", commands);
        section(out, "cli.help.options", options());
        if (spec.parent() == null) {
            out.line("");
            Messages.text("cli.help.more").lines().forEach(out::line);
        } else {
            out.line("");
            out.line(Style.MUTED, Messages.text("cli.help.everywhere"));
        }
    }

    private static void section(Output out, String title, Table table) {
        if (!table.lines(false).isEmpty()) {
            out.line("");
            out.line(Style.STRONG, Messages.text(title));
            out.table(table);
        }
    }

    private static void described(Table table, String name, String key) {
        table.row(Table.Cell.of("  " + name), Table.Cell.of(Messages.text(key)));
    }

    /** Its own options; those that are accepted everywhere stand at the command itself. */
    static List<OptionSpec> own(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.inherited())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    private Table options() {
        Table table = new Table();
        for (OptionSpec option : own(spec)) {
            described(table, names(option), key(option));
        }
        return table;
    }

    /** {@code -t, --target TARGET}. */
    static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
    }

    /** {@code belay kill PID… [OPTION…]}. */
    String synopsis() {
        StringBuilder text = new StringBuilder(spec.qualifiedName(" "));
        if (!spec.subcommands().isEmpty()) {
            text.append(" COMMAND");
        }
        for (PositionalParamSpec word : spec.positionalParameters()) {
            boolean needed = word.arity().min() > 0;
            text.append(needed ? " " + word.paramLabel() : " [" + word.paramLabel() + "]");
        }
        own(spec).stream()
                .filter(OptionSpec::required)
                .forEach(
                        o ->
                                text.append(" ")
                                        .append(o.longestName())
                                        .append(" ")
                                        .append(o.paramLabel()));
        return text.append(" [OPTION…]").toString();
    }

    private Json document() {
        List<Json> commands =
                spec.subcommands().values().stream()
                        .map(
                                sub ->
                                        Json.object()
                                                .put("name", sub.getCommandName())
                                                .put(
                                                        "does",
                                                        Messages.text(key(sub.getCommandSpec()))))
                        .toList();
        List<Json> options =
                own(spec).stream()
                        .map(
                                o ->
                                        Json.object()
                                                .put("names", List.of(o.names()))
                                                .put("does", Messages.text(key(o))))
                        .toList();
        return Json.object()
                .put("command", spec.qualifiedName(" "))
                .put("does", Messages.text(key(spec)))
                .put("usage", synopsis())
                .put("commands", commands)
                .put("options", options);
    }
}
