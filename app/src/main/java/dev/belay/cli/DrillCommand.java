package dev.belay.cli;

import picocli.CommandLine.Command;

/** {@code belay drill}: rehearsals on scratch. */
@Command(
        name = "drill",
        subcommands = {DrillInit.class, DrillRestore.class})
final class DrillCommand {}
