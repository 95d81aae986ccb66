package dev.belay.cli;

import dev.belay.message.ExitCode;
import dev.belay.message.Messages;
import dev.belay.target.Environment;
import dev.belay.target.Target;

import picocli.CommandLine.Command;

import java.util.List;

/** {@code belay target list}: every saved profile. */
@Command(name = "list")
final class TargetList implements Action {
    @Override
    public ExitCode run(Call call) {
        List<Target> targets = call.parts().targets().list();
        if (call.out().json()) {
            call.out().document(Json.array(targets.stream().map(Profile::document).toList()));
        } else if (targets.isEmpty()) {
            call.out().line(Messages.text("cli.target.none"));
        } else {
            Table table = new Table();
            table.head(Messages.text("cli.target.columns").split("\\|"));
            for (Target target : targets) {
                table.row(
                        new Table.Cell(target.name(), Style.STRONG),
                        new Table.Cell(target.environment().tag(), style(target.environment())),
                        Table.Cell.of(target.engine().title()),
                        Table.Cell.of(target.place()));
            }
            call.out().table(table);
        }
        return ExitCode.DONE;
    }

    private static Style style(Environment environment) {
        return environment == Environment.PRODUCTION ? Style.BAD : Style.PLAIN;
    }
}
