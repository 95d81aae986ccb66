package dev.belay.history;

import dev.belay.message.Messages;

/** Why a folder of migrations cannot be trusted to be read whole; the message is one sentence. */
final class FolderProblem extends Exception {
    private static final long serialVersionUID = 1L;

    FolderProblem(String key, Object... arguments) {
        super(Messages.text(key, arguments));
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
