package dev.belay.ui.backups;

import dev.belay.backup.Stored;
import dev.belay.message.Messages;
import dev.belay.message.Problem;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the page of backups shows, without controls: the lines, the strip of days, its sentences.
 */
final class BackupsModel {
    /** A database does not lose half of itself overnight. */
    private static final int SHRUNK_PERCENT = 50;

    private static final Duration OLD = Duration.ofHours(26);
    private static final Duration STALE = Duration.ofMinutes(3);

    /**
     * One place of the strip.
     *
     * @param line null for a day on which nothing was taken
     * @param first true if it is the first one of its day
     */
    record Slot(LocalDate day, @Nullable Line line, boolean first) {}

    private @Nullable Contents contents;
    private @Nullable Problem problem;
    private List<Line> lines = List.of();

    /** Takes what was read now; false if the lines are the same as before. */
    boolean read(Contents now) {
        contents = now;
        problem = null;
        List<Line> newest = lines(now);
        boolean changed = !newest.equals(lines);
        lines = newest;
        return changed;
    }

    /** It could not be read; what was read before stays, with its age. */
    void unread(Problem why) {
        problem = why;
    }

    private static List<Line> lines(Contents now) {
        List<Line> all = new ArrayList<>();
        List<Stored> kept = now.kept();
        for (int i = 0; i < kept.size(); i++) {
            all.add(new Line.Kept(kept.get(i), smaller(kept, i)));
        }
        now.failed().forEach(run -> all.add(new Line.Failed(run)));
        all.sort(Comparator.comparing(Line::taken).reversed());
        return List.copyOf(all);
    }

    /** Copies in different formats are not measured against each other. */
    private static int smaller(List<Stored> kept, int at) {
        Stored one = kept.get(at);
        return kept.subList(at + 1, kept.size()).stream()
                .filter(other -> other.manifest().format().equals(one.manifest().format()))
                .findFirst()
                .map(before -> percent(one.manifest().bytes(), before.manifest().bytes()))
                .filter(percent -> percent > SHRUNK_PERCENT)
                .orElse(0);
    }

    private static int percent(long now, long before) {
        return before <= 0 ? 0 : (int) Math.floor(100.0 * (before - now) / before);
    }

    @Nullable Contents contents() {
        return contents;
    }

    /** Newest first. */
    List<Line> lines() {
        return lines;
    }

    /** Why it could not be read the last time, or null. */
    @Nullable Problem problem() {
        return problem;
    }

    /** True if it was read, and there is nothing. */
    boolean empty() {
        return contents != null && lines.isEmpty();
    }

    /** {@code 14 kept}. */
    String kept() {
        Contents now = contents;
        return now == null
                ? Messages.text("backups.reading")
                : Messages.text("backups.kept", now.kept().size());
    }

    /** {@code 29.6 GB, newest 13 min old}. */
    String sentence(Instant now) {
        Contents all = contents;
        if (all == null) {
            return "";
        }
        if (all.kept().isEmpty()) {
            return Messages.text("backups.none-whole");
        }
        long bytes = all.kept().stream().mapToLong(s -> s.manifest().bytes()).sum();
        return Messages.text("backups.sentence", Units.size(bytes), age(newest(all), now));
    }

    /** True if the newest is older than a day and some hours. */
    boolean old(Instant now) {
        Contents all = contents;
        return all != null
                && !all.kept().isEmpty()
                && Duration.between(newest(all), now).compareTo(OLD) > 0;
    }

    private static Instant newest(Contents all) {
        return all.kept().getFirst().manifest().takenAt();
    }

    /** Seconds that run would draw the eye to nothing. */
    static String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.compareTo(Duration.ofSeconds(1)) < 0) {
            return Messages.text("backups.age.less");
        }
        return Units.duration(
                age.compareTo(Duration.ofMinutes(1)) < 0
                        ? age.truncatedTo(ChronoUnit.SECONDS)
                        : age.truncatedTo(ChronoUnit.MINUTES));
    }

    /**
     * Why what is shown may not hold any more, in a sentence; empty if it is as it was just read.
     */
    String stale(Instant now) {
        Contents all = contents;
        if (all == null) {
            return "";
        }
        Problem why = problem;
        if (why != null) {
            return Messages.text("backups.stale", age(all.at(), now), why.why());
        }
        return Duration.between(all.at(), now).compareTo(STALE) > 0
                ? Messages.text("backups.stale.slow", age(all.at(), now))
                : "";
    }

    /** The line that a line of an earlier reading has become. */
    Optional<Line> again(@Nullable Line before) {
        return before == null
                ? Optional.empty()
                : lines.stream().filter(line -> line.key().equals(before.key())).findFirst();
    }

    /**
     * The days up to the newest line, oldest first: a place for each line, and one for each day
     * without.
     *
     * @param most places; the oldest ones are left out
     */
    List<Slot> slots(int most) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < lines.size() && slots.size() < most; i++) {
            LocalDate day = Taken.day(lines.get(i).taken());
            LocalDate older = i + 1 == lines.size() ? null : Taken.day(lines.get(i + 1).taken());
            slots.add(new Slot(day, lines.get(i), !day.equals(older)));
            LocalDate empty = day.minusDays(1);
            while (older != null && empty.isAfter(older) && slots.size() < most) {
                slots.add(new Slot(empty, null, true));
                empty = empty.minusDays(1);
            }
        }
        return slots.reversed();
    }
}
