package dev.belay.cli;

import picocli.CommandLine.Command;

/** {@code belay audit}: the operations log. */
@Command(
        name = "audit",
        subcommands = {AuditList.class, AuditVerify.class, AuditAcknowledge.class})
final class AuditCommand {}
