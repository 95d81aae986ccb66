package dev.belay.cli;

import picocli.CommandLine.Command;

/** {@code belay schedule}: when backups are taken by themselves, and what is done with them. */
@Command(
        name = "schedule",
        subcommands = {ScheduleShow.class, ScheduleSet.class, ScheduleRemove.class})
final class ScheduleCommand {}
