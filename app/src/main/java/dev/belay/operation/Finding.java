package dev.belay.operation;

import dev.belay.message.Messages;
import dev.belay.message.Units;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/**
 * What a person should know of a plan before it runs. It is another a second later, so no finding
 * belongs to what is approved.
 */
public sealed interface Finding {
    /** How much it should weigh; the order is that of the weight. */
    enum Severity {
        /** Good to know. */
        NOTE,
        /** To be thought of first. */
        WARN,
        /** Will most likely hurt. */
        SEVERE
    }

    Severity severity();

    /** All of it in one sentence. */
    String text();

    /**
     * Who holds now what a statement will ask for.
     *
     * @param holders at least one
     * @param then what it means for the plan, in a sentence; empty where it means nothing yet
     */
    record InTheWay(List<Holder> holders, String then, String text) implements Finding {
        public InTheWay {
            holders = List.copyOf(holders);
        }

        @Override
        public Severity severity() {
            return holders.stream()
                    .map(Holder::severity)
                    .max(Comparator.naturalOrder())
                    .orElse(Severity.NOTE);
        }
    }

    /**
     * What the target holds and will not hold any more.
     *
     * @param about true if the amount is the server's guess
     * @param why nobody could count it, or empty
     */
    record Lost(String object, Kind kind, long amount, boolean about, String why)
            implements Finding {
        /** What becomes of it. */
        public enum Kind {
            TABLE,
            COLUMN,
            ROWS;

            private String key() {
                return "plan.lost." + name().toLowerCase(java.util.Locale.ROOT);
            }

            /** {@code table dropped}. */
            public String fate() {
                return Messages.text(key() + ".fate");
            }

            /** What is counted: {@code rows}, {@code values}. */
            public String unit(long amount) {
                return Messages.text(key() + ".unit", amount);
            }
        }

        Lost(String object, Kind kind, long amount, String why) {
            this(object, kind, amount, false, why);
        }

        /** What could not be counted, and why. */
        static Lost unknown(String object, Kind kind, String why) {
            return new Lost(object, kind, -1, why);
        }

        /** False if nobody could count it. */
        public boolean counted() {
            return amount >= 0;
        }

        @Override
        public Severity severity() {
            return amount == 0 ? Severity.NOTE : Severity.SEVERE;
        }

        @Override
        public String text() {
            return counted()
                    ? Messages.text(kind.key() + ".text", object, words(), amount)
                    : Messages.text(
                            kind == Kind.ROWS ? "plan.lost.rows.unknown" : "plan.lost.unknown",
                            object,
                            why);
        }

        /** The amount, as far as it is known. */
        public String words() {
            String count = Units.count(amount);
            return about ? Messages.text("plan.lost.about", count) : count;
        }
    }

    /**
     * What a backup holds, and what the target holds that it would take the place of.
     *
     * @param counted false if some of the rows now are the server's guess
     */
    record Beside(List<Table> tables, boolean counted, String text) implements Finding {
        /**
         * One table.
         *
         * @param then rows in the backup; null if it is not there
         * @param now rows in the target; null if it is not there, -1 if nobody knows
         */
        public record Table(String name, @Nullable Long then, @Nullable Long now) {}

        public Beside {
            tables = List.copyOf(tables);
        }

        @Override
        public Severity severity() {
            return Severity.NOTE;
        }
    }

    /** An operation was interrupted, and of what is due now nobody can tell whether it was done. */
    record Undecided(String text) implements Finding {
        @Override
        public Severity severity() {
            return Severity.SEVERE;
        }
    }

    /** Anything else. */
    record Note(Severity severity, String text) implements Finding {}

    static Finding note(String text) {
        return new Note(Severity.NOTE, text);
    }

    static Finding warning(String text) {
        return new Note(Severity.WARN, text);
    }
}
