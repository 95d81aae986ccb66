package dev.belay.activity;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/**
 * Names one party of a lock graph: a session by its pid, a prepared transaction by pid 0 and its
 * gid.
 */
public record Who(int pid, @Nullable String gid) implements Comparable<Who> {
    private static final Comparator<Who> ORDER =
            Comparator.comparingInt(Who::pid).thenComparing(w -> w.gid == null ? "" : w.gid);

    public static Who of(int pid) {
        return new Who(pid, null);
    }

    @Override
    public int compareTo(Who other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return gid == null ? Integer.toString(pid) : pid + " " + gid;
    }
}
