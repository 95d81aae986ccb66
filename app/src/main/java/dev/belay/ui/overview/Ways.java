package dev.belay.ui.overview;

import dev.belay.target.RememberedPasswords;
import dev.belay.target.Secret;
import dev.belay.watch.Watch;

/** What a person can do about a target that is away. */
interface Ways {
    void tryNow();

    /** Watches it no longer. */
    void stop();

    /** Keeps a password for as long as Belay runs, and tries with it at once. */
    void connect(char[] password);

    /** The password that was typed last is not the right one. */
    void wrong();

    /** The ways of a watch. */
    record Watched(Watch watch, RememberedPasswords passwords) implements Ways {
        @Override
        public void tryNow() {
            watch.tryNow();
        }

        @Override
        public void stop() {
            watch.pause();
        }

        @Override
        public void connect(char[] password) {
            passwords.remember(watch.target(), new Secret(password));
            watch.tryNow();
        }

        /** Else it would stand before the one that someone puts into a file. */
        @Override
        public void wrong() {
            passwords.forget(watch.target());
        }
    }
}
