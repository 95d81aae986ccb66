package dev.belay.cli;

import dev.belay.message.Messages;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page of the whole command, as troff's man macros have it, from the grammar that the
 * command itself is understood by.
 */
final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(CommandLine whole) {
        return new ManPage().whole(whole.getCommandSpec());
    }

    private String whole(CommandSpec belay) {
        line(".TH BELAY 1 \"\" Belay \"User Commands\"");
        line(".SH NAME");
        line("belay \\- " + escaped(Messages.text("cli.man.name")));
        line(".SH SYNOPSIS");
        line(".B belay");
        line("[\\fICOMMAND\\fR] [\\fIOPTION\\fR...]");
        line(".SH DESCRIPTION");
        paragraphs("cli.man.description");
        line(".SH COMMANDS");
        belay.subcommands().values().forEach(sub -> command(sub.getCommandSpec()));
        line(".SH OPTIONS");
        line(escaped(Messages.text("cli.man.options")));
        HelpText.own(belay).forEach(this::option);
        line(".SH EXIT STATUS");
        paragraphs("cli.man.exits");
        line(".SH FILES");
        paragraphs("cli.man.files");
        return page.toString();
    }

    private void command(CommandSpec spec) {
        HelpText text = HelpText.of(spec.commandLine());
        line(".SS " + escaped(text.synopsis()));
        line(escaped(Messages.text(HelpText.key(spec))));
        HelpText.own(spec).forEach(this::option);
        spec.subcommands().values().forEach(sub -> command(sub.getCommandSpec()));
    }

    private void option(OptionSpec option) {
        line(".TP");
        line("\\fB" + escaped(HelpText.names(option)) + "\\fR");
        line(escaped(Messages.text(HelpText.key(option))));
    }

    /** Each line of a message is a paragraph; what stands before a tab is its tag. */
    private void paragraphs(String key) {
        for (String each : Messages.text(key).split("\n")) {
            int tab = each.indexOf('\t');
            line(tab < 0 ? ".PP" : ".TP");
            if (tab >= 0) {
                line("\\fB" + escaped(each.substring(0, tab)) + "\\fR");
            }
            line(escaped(each.substring(tab + 1)));
        }
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** Neither a macro at the beginning of a line, nor an escape, nor a hyphen that is no minus. */
    private static String escaped(String text) {
        String escaped = text.strip().replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
