package dev.belay.lint;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One thing that a statement does to one object; a statement does one or several. */
final class Act {
    /** What becomes of the object, or of its columns where the act names some. */
    enum Fate {
        MADE,
        /** It is there afterwards, and may have been before. */
        ENSURED,
        TOUCHED,
        REMOVED,
        RENAMED
    }

    final String what;
    final @Nullable SchemaObject on;
    final Risk risk;
    Fate fate = Fate.TOUCHED;
    @Nullable SchemaObject to;

    /** What the object goes with: the table of an index, the parent of a partition. */
    @Nullable SchemaObject of;

    /** The new name of the one column that gets another. */
    @Nullable String columnTo;

    /** The one column that gets another type, or null; what to think of hangs on the old one. */
    @Nullable Retype retype;

    /** False if nobody can look for it afterwards, or nobody can tell how long it stays. */
    boolean traced = true;

    /** True if it ends only after every transaction that has an older snapshot. */
    boolean outlastsSnapshots;

    /** The only columns it overwrites, makes or removes; empty where it concerns whole rows. */
    final Set<String> columns = new LinkedHashSet<>();

    final List<TableLock> locks = new ArrayList<>();
    final List<Advice> advice = new ArrayList<>();

    private Act(String what, @Nullable SchemaObject on, Risk risk) {
        this.what = what;
        this.on = on;
        this.risk = risk;
    }

    static Act harmless(String what, @Nullable SchemaObject on) {
        return new Act(what, on, Risk.HARMLESS);
    }

    static Act additive(String what, @Nullable SchemaObject on) {
        return new Act(what, on, Risk.ADDITIVE);
    }

    static Act destructive(String what, @Nullable SchemaObject on) {
        return new Act(what, on, Risk.DESTRUCTIVE);
    }

    static Act of(Risk risk, String what, @Nullable SchemaObject on) {
        return new Act(what, on, risk);
    }

    /** Locks the object itself. */
    Act locks(LockMode mode) {
        return on == null ? this : locks(on, mode);
    }

    Act locks(SchemaObject other, LockMode mode) {
        locks.add(new TableLock(other, mode));
        return this;
    }

    /** Takes a light lock, and then waits for whoever conflicts with a stronger one. */
    Act seesOut(SchemaObject other, LockMode awaited) {
        locks.add(new TableLock(other, LockMode.SHARE_UPDATE_EXCLUSIVE, awaited));
        return this;
    }

    /** Waits for every transaction of the database that has read before it. */
    Act afterOlderSnapshots() {
        outlastsSnapshots = true;
        return this;
    }

    Act advises(String key, String... arguments) {
        advice.add(Advice.of(key, arguments));
        return this;
    }

    Act becomes(Fate what) {
        fate = what;
        return this;
    }

    Act becomes(SchemaObject renamed) {
        to = renamed;
        return becomes(Fate.RENAMED);
    }

    Act column(String name) {
        columns.add(name);
        return this;
    }

    Act column(String name, String renamed) {
        columnTo = renamed;
        return column(name);
    }

    Act of(@Nullable SchemaObject owner) {
        of = owner;
        return this;
    }

    Act untraced() {
        traced = false;
        return this;
    }
}
