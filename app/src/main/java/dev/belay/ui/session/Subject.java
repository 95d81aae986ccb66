package dev.belay.ui.session;

import dev.belay.activity.Activity;
import dev.belay.activity.Holds;
import dev.belay.activity.LockTree;
import dev.belay.activity.LockWait;
import dev.belay.activity.LockWords;
import dev.belay.activity.Party;
import dev.belay.activity.Who;
import dev.belay.message.Messages;
import dev.belay.message.Units;
import dev.belay.watch.Answer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One session as the detail panel tells of it.
 *
 * @param tree who waits for whom, at the same moment
 * @param queryAge how long ago its last query began
 * @param gone true if it was not there any more at the last look
 * @param server false for a process that has a file open
 */
public record Subject(
        Party party, LockTree tree, @Nullable Duration queryAge, boolean gone, boolean server) {
    private static final int NAMED = 6;
    private static final int HELD = 12;

    /** One of the lock graph. */
    public static Subject of(Party party, LockTree tree, boolean server) {
        Instant query = party.started().query();
        return new Subject(
                party,
                tree,
                query == null ? null : Duration.between(query, tree.at()),
                false,
                server);
    }

    /** Of those that are connected; whom it waits for is known by the tree. */
    public static Subject of(Activity a, LockTree tree, boolean server) {
        Who who = Who.of(a.pid());
        Party party = a.party(tree.find(who).map(Party::awaits).orElse(null));
        return new Subject(party, tree, a.ages().query(), false, server);
    }

    /** The same, seen for the last time. */
    public Subject ended() {
        return new Subject(party, tree, queryAge, true, server);
    }

    public SessionKey key() {
        return SessionKey.of(party);
    }

    /** Its number, or the name of a prepared transaction. */
    public String title() {
        String gid = party.who().gid();
        return gid == null ? Integer.toString(party.who().pid()) : gid;
    }

    /** What it does and since when. */
    public String standing() {
        if (gone) {
            return text("gone");
        }
        LockWait wait = party.awaits();
        if (wait == null) {
            return idle() && party.inState() != null
                    ? Messages.text("activity.for", LockWords.state(party), age(party.inState()))
                    : LockWords.doing(party);
        }
        return wait.waited() == null
                ? text("waits", LockWords.awaited(wait))
                : text("waits.for", LockWords.awaited(wait), age(wait.waited()));
    }

    /** The style class of that. */
    public String colour() {
        if (gone) {
            return "stale";
        }
        if (party.awaits() != null) {
            return "fail-text";
        }
        return party.idleInTransaction() || party.who().gid() != null ? "warn-text" : "muted";
    }

    boolean idle() {
        return "idle".equals(party.state());
    }

    /** True if the role may not see into it. */
    public boolean hidden() {
        return server && party.who().gid() == null && party.kind() == null;
    }

    /** How many would wait for nobody any more, were it not there. */
    public int frees() {
        return tree.freedBy(party.who()).size();
    }

    /** Whom it waits behind, up to whoever waits for nobody; empty if it does not wait. */
    public String behind() {
        List<Party> chain = tree.chain(party.who());
        if (chain.isEmpty()) {
            return "";
        }
        Party root = chain.getLast();
        String end = named(root) + ", " + LockWords.doing(root);
        return switch (chain.size()) {
            case 1 -> text("behind", end);
            case 2 -> text("behind.two", named(chain.getFirst()), end);
            default ->
                    text(
                            "behind.more",
                            named(chain.getFirst()),
                            Integer.toString(chain.size() - 2),
                            end);
        };
    }

    private static String named(Party party) {
        return party.name().isEmpty()
                ? LockWords.name(party)
                : LockWords.name(party) + " (" + party.name() + ")";
    }

    /** All it waits for, by number, as the server tells; empty if it waits for nobody. */
    public String blockers() {
        LockWait wait = party.awaits();
        if (wait == null) {
            return "";
        }
        List<String> all =
                wait.blockedBy().stream()
                        .distinct()
                        .map(pid -> pid == 0 ? text("prepared") : Integer.toString(pid))
                        .toList();
        String first = String.join(", ", all.stream().limit(NAMED).toList());
        return all.size() <= NAMED
                ? first
                : text("blockers.more", first, Integer.toString(all.size() - NAMED));
    }

    /** How long its last query took, or runs; empty if that is not known. */
    public String lastQuery() {
        Duration since = queryAge;
        Duration still = party.inState();
        if (since == null) {
            return "";
        }
        boolean over = party.idle();
        if (!over || still == null) {
            return text("query.runs", age(since));
        }
        return text("query.took", age(since.minus(still)), age(still));
    }

    /**
     * What it holds, the strongest first; empty if it is gone.
     *
     * @param read as it was read last, of whomever
     */
    String holds(Answer<Holds> read) {
        Holds known = read.value();
        if (gone) {
            return "";
        }
        if (known == null || !known.who().equals(party.who())) {
            return read.why().isEmpty() ? text("holds.unread") : text("holds.unknown", read.why());
        }
        List<String> all =
                known.locks().stream()
                        .limit(HELD)
                        .map(l -> text("holds", l.mode(), l.object()))
                        .toList();
        int more = known.locks().size() - all.size();
        String first = all.isEmpty() ? text("holds.none") : String.join(", ", all);
        return more == 0 ? first : text("blockers.more", first, Integer.toString(more));
    }

    /** All of it for a chat. */
    public String text() {
        StringBuilder text = new StringBuilder(LockWords.name(party));
        text.append(party.name().isEmpty() ? "" : " " + party.name())
                .append(", ")
                .append(standing());
        if (party.user() != null) {
            text.append(", ").append(party.user());
            text.append(party.client() == null ? "" : " @ " + party.client());
        }
        text.append(party.database() == null ? "" : ", " + party.database()).append('\n');
        text.append(behind().isEmpty() ? "" : behind() + "\n");
        return text.append(party.query() == null ? "" : party.query() + "\n").toString();
    }

    static String age(@Nullable Duration age) {
        return age == null ? Messages.text("session.unknown") : Units.duration(age);
    }

    static String text(String key, Object... arguments) {
        return Messages.text("session." + key, arguments);
    }
}
