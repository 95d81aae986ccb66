package dev.belay.cli;

import dev.belay.activity.LockTree;
import dev.belay.activity.LockTree.Node;
import dev.belay.activity.LockWait;
import dev.belay.activity.LockWords;
import dev.belay.activity.Party;
import dev.belay.activity.Who;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.target.Target;

import java.util.List;
import java.util.stream.Collectors;

/** A lock tree for people: the worst chain in one sentence, then a line a session. */
final class LocksText {
    private static final String NONE = "–";

    private final Output out;
    private final Target target;

    LocksText(Output out, Target target) {
        this.out = out;
        this.target = target;
    }

    void tell(LockTree tree) {
        if (tree.roots().isEmpty()) {
            out.line(Messages.text("cli.locks.none", Call.name(target)));
            return;
        }
        LockWords.chain(tree).ifPresent(sentence -> out.line(Style.STRONG, sentence));
        for (List<Who> cycle : tree.cycles()) {
            String pids = cycle.stream().map(Who::toString).collect(Collectors.joining(", "));
            out.line(Style.WARN, Messages.text("cli.locks.cycle", pids));
        }
        Table table = new Table(4, 5);
        table.head(Messages.text("cli.locks.columns").split("\\|"));
        tree.roots().forEach(root -> add(table, root, "", ""));
        out.table(table);
    }

    private static void add(Table table, Node node, String before, String below) {
        Party party = node.party();
        LockWait wait = party.awaits();
        table.row(
                Table.Cell.of(before + party.who()),
                Table.Cell.of(party.name()),
                Table.Cell.of(party.user() == null ? NONE : party.user()),
                Table.Cell.of(wait == null ? LockWords.state(party) : LockWords.awaited(wait)),
                Table.Cell.of(
                        wait == null || wait.waited() == null
                                ? NONE
                                : Units.duration(wait.waited())),
                Table.Cell.of(node.blocks() == 0 ? NONE : Units.count(node.blocks())));
        List<Node> waiters = node.waiters();
        for (int i = 0; i < waiters.size(); i++) {
            boolean last = i == waiters.size() - 1;
            add(table, waiters.get(i), below + (last ? "└ " : "├ "), below + (last ? "  " : "│ "));
        }
    }
}
