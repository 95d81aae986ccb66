package dev.belay.cli;

import picocli.CommandLine.Command;

/** {@code belay target}: the saved profiles. It does nothing itself. */
@Command(
        name = "target",
        subcommands = {
            TargetAdd.class,
            TargetList.class,
            TargetShow.class,
            TargetTest.class,
            TargetRemove.class,
            TargetExport.class,
            TargetImport.class
        })
final class TargetCommand {}
