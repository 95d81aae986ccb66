package dev.belay.cli;

import dev.belay.db.Sessions;
import dev.belay.history.Histories;
import dev.belay.message.ExitCode;
import dev.belay.store.Home;
import dev.belay.store.Surroundings;
import dev.belay.target.RememberedPasswords;
import dev.belay.target.Target;
import dev.belay.target.Targets;
import dev.belay.tool.Tools;

import org.jspecify.annotations.Nullable;

/** What commands are made of. Each part is made when it is first asked for, and none before. */
public interface Parts {
    Surroundings surroundings();

    Home home();

    /** The saved profiles; opens the store. */
    Targets targets();

    /** Where a password goes that stood in a URL or was typed. */
    RememberedPasswords passwords();

    Sessions sessions();

    Histories histories();

    Tools tools();

    /** Closes this when Belay ends, be it by a signal; closing it twice must do no harm. */
    void closeAtEnd(AutoCloseable part);

    /** Opens the console, on a target or on all that are saved, and returns when it was closed. */
    ExitCode console(@Nullable Target target);
}
