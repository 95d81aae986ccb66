package dev.belay.cli;

import dev.belay.backup.Archive;
import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.message.ExitCode;
import dev.belay.message.Problem;
import dev.belay.operation.Audit;
import dev.belay.operation.Journal;
import dev.belay.operation.Proving;
import dev.belay.operation.Recovery;
import dev.belay.operation.Rehearsal;
import dev.belay.operation.Restores;
import dev.belay.operation.Runner;
import dev.belay.operation.SafetyCopy;
import dev.belay.store.Home;
import dev.belay.store.Store;
import dev.belay.store.Surroundings;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.tool.OwnProgram;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** What commands are made of. Each part is made when it is first asked for, and none before. */
public interface Parts {
    Surroundings surroundings();

    Home home();

    /** Belay's own database; opens it. */
    Store store();

    /** Hears what has to be told of the store, whenever it is opened. */
    void hearStore(Consumer<Problem> told);

    /** The saved profiles; opens the store. */
    Targets targets();

    /** Where a password goes that stood in a URL or was typed. */
    RememberedPasswords passwords();

    Sessions sessions();

    Histories histories();

    Tools tools();

    /** How Belay itself is started once more. */
    OwnProgram belay();

    /** What runs operations; opens the store. */
    Runner runner();

    /** What rehearses operations; opens the store. */
    Rehearsal rehearsal();

    /** What proves backups; opens the store. */
    Proving proving();

    /** Takes copies before dangerous operations. */
    SafetyCopy copies();

    /** All there is of backups; noting how one ended opens the store. */
    Archive archive();

    /** What restores are made with. */
    Restores restores();

    /** The operations that were begun; opens the store. */
    Journal journal();

    /** Finds out what became of interrupted operations; opens the store. */
    Recovery recovery();

    /** The operations log; opens the store. */
    Audit audit();

    /** Closes this when Belay ends, be it by a signal; closing it twice must do no harm. */
    void closeAtEnd(AutoCloseable part);

    /** From now on a signal that stops Belay is how its work is meant to end. */
    void endless();

    /** Opens the console, on a target or on all that are saved, and returns when it was closed. */
    ExitCode console(@Nullable Target target, boolean another);
}
