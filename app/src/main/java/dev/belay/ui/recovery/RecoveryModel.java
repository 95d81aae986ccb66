package dev.belay.ui.recovery;

import dev.belay.message.Messages;
import dev.belay.operation.Found;
import dev.belay.operation.Interrupted;
import dev.belay.operation.Request;
import dev.belay.ui.kit.StatusIcon;
import dev.belay.ui.kit.Times;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the banner tells, without controls: one interrupted operation of those that are unread. */
public final class RecoveryModel {
    private static final Set<String> APPLYING = Set.of("init", "migrate");

    private List<Interrupted> all = List.of();
    private int shown;

    /**
     * Takes what is unread now; what was shown stays in sight while it is there, unless something
     * came that is not established, which nobody can have read.
     *
     * @param unread the newest first
     */
    public void show(List<Interrupted> unread) {
        Interrupted before = current();
        List<String> known = all.stream().map(one -> one.entry().id()).toList();
        all = List.copyOf(unread);
        shown = Math.clamp(shown, 0, Math.max(0, all.size() - 1));
        for (int i = all.size() - 1; before != null && i >= 0; i--) {
            boolean same = all.get(i).entry().id().equals(before.entry().id());
            boolean fresh = !known.contains(all.get(i).entry().id()) && unclear(all.get(i));
            if (same || fresh) {
                shown = i;
            }
        }
    }

    /** The one in sight, or null if there is nothing to tell. */
    public @Nullable Interrupted current() {
        return all.isEmpty() ? null : all.get(shown);
    }

    public List<Interrupted> all() {
        return all;
    }

    /** On to the next one, after the last to the first. */
    public void next() {
        shown = all.isEmpty() ? 0 : (shown + 1) % all.size();
    }

    /** {@code 2 of 3}, empty for a single one. */
    public String place() {
        return all.size() < 2
                ? ""
                : Messages.text("recovery.place", shown + 1, Integer.toString(all.size()));
    }

    /** {@code Migrate on webshop-prod was interrupted}. */
    public static String title(Interrupted one) {
        String operation = one.entry().operation();
        return Messages.text(
                "recovery.title",
                Character.toUpperCase(operation.charAt(0)) + operation.substring(1),
                one.entry().target().name());
    }

    /** Whose it was, since when, how far it was, and when its target was looked at. */
    public static String whose(Interrupted one, Instant now) {
        String whose =
                Messages.text(
                        "recovery.whose",
                        one.entry().operator().user() + "@" + one.entry().operator().host(),
                        Long.toString(one.entry().operator().pid()),
                        Times.text(one.entry().begun(), now),
                        one.entry().phase().words());
        Instant at = one.at();
        return at == null
                ? whose
                : Messages.text("recovery.whose.found", whose, Times.text(at, now));
    }

    /** How the target stands, a sentence with a capital. */
    public static String found(Interrupted one) {
        String sentence = one.found().sentence();
        return sentence.isEmpty()
                ? sentence
                : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    public static StatusIcon.Kind kind(Interrupted one) {
        return switch (one.found().state()) {
            case BEFORE, DONE -> StatusIcon.Kind.NOTE;
            case PARTLY, UNDECIDED, ANOTHER, UNDERWAY, UNKNOWN, BARRED -> StatusIcon.Kind.WARN;
        };
    }

    /** True where the rest, or all of it, is still to be done. */
    public static boolean again(Interrupted one) {
        return switch (one.found().state()) {
            case BEFORE, PARTLY, UNDECIDED -> true;
            case DONE, ANOTHER, UNDERWAY, UNKNOWN, BARRED -> false;
        };
    }

    /** True where what is done of it can be taken back. */
    public static boolean back(Interrupted one) {
        boolean some =
                one.found().state() == Found.State.PARTLY
                        || one.found().state() == Found.State.UNDECIDED;
        return some && !one.found().done().isEmpty() && APPLYING.contains(one.entry().operation());
    }

    /** True where another look may find more. */
    public static boolean unclear(Interrupted one) {
        return !one.found().established();
    }

    /** The same operation once more. */
    public static Request request(Interrupted one) {
        return new Request(one.entry().operation(), one.entry().arguments(), false);
    }
}
