package dev.belay.cli;

import dev.belay.message.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code belay target show}: all that one profile holds. */
@Command(name = "show")
final class TargetShow implements Action {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    public ExitCode run(Call call) {
        Json document = Profile.whole(call.parts().targets().get(name));
        if (call.out().json()) {
            call.out().document(document);
        } else {
            Table table = new Table();
            document.leaves(
                    (key, value) ->
                            table.row(new Table.Cell(key, Style.MUTED), Table.Cell.of(value)));
            call.out().table(table);
        }
        return ExitCode.DONE;
    }
}
