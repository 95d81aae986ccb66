package dev.belay.cli;

import dev.belay.message.ExitCode;

/** What a command does once its words are understood. */
@FunctionalInterface
interface Action {
    /**
     * Runs to the end and says what there is to say.
     *
     * @return how it ended
     * @throws dev.belay.message.BelayException with what went wrong
     * @throws InterruptedException if the process is asked to stop
     */
    ExitCode run(Call call) throws InterruptedException;
}
