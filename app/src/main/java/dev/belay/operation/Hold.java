package dev.belay.operation;

import dev.belay.db.Claim;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The claim that an operation goes on under. It may be exchanged for another, and whoever asks
 * whether it is held never hears of a moment in between.
 */
final class Hold implements Claim {
    private final ReentrantLock exchanging = new ReentrantLock();
    private volatile Claim now;

    Hold(Claim first) {
        this.now = first;
    }

    /**
     * Goes on under another one, and gives the one before back.
     *
     * @param taken is held already
     */
    void exchange(Claim taken) {
        Claim before;
        exchanging.lock();
        try {
            before = now;
            now = taken;
        } finally {
            exchanging.unlock();
        }
        before.close();
    }

    @Override
    public boolean makes() {
        return now.makes();
    }

    @Override
    public boolean take() throws SQLException {
        return now.take();
    }

    @Override
    public String holder() throws SQLException {
        return now.holder();
    }

    @Override
    public boolean held() {
        exchanging.lock();
        try {
            return now.held();
        } finally {
            exchanging.unlock();
        }
    }

    @Override
    public void close() {
        now.close();
    }
}
