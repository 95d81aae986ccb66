package dev.belay.demo;

import dev.belay.target.Engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

import javax.sql.DataSource;

/**
 * A live workload on the demo's PostgreSQL: web sessions that come and go, workers that pay and
 * ship, now and then one that keeps others waiting or stays idle in its transaction.
 */
public final class PostgresWorkload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWorkload.class);
    private static final int WEB_LEAST = 5;
    private static final int WEB_MOST = 16;
    private static final int BILLING = 2;
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(2);

    private final PostgresDemo demo;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore contended = new Semaphore(0);
    private volatile boolean running = true;

    private PostgresWorkload(PostgresDemo demo) {
        this.demo = demo;
    }

    public static PostgresWorkload start(PostgresDemo demo) {
        PostgresWorkload workload = new PostgresWorkload(demo);
        for (int i = 0; i < WEB_MOST; i++) {
            int place = i;
            workload.add("shop-web", worker -> worker.web(place));
        }
        for (int i = 0; i < BILLING; i++) {
            workload.add("billing-worker", Worker::billing);
        }
        workload.add("fulfilment-worker", Worker::fulfilment);
        workload.add("sales-report", Worker::report);
        workload.add("billing-worker", Worker::forgetful);
        workload.add("deploy-job", Worker::deploy);
        return workload;
    }

    /** Ends every session; waits two seconds at most. */
    @Override
    public void close() {
        running = false;
        threads.forEach(Thread::interrupt);
        long end = System.nanoTime() + END.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one session of the application does between connecting and disconnecting. */
    @FunctionalInterface
    private interface Shift {
        void on(Worker worker) throws SQLException;
    }

    private void add(String application, Shift shift) {
        DataSource source = demo.application(application);
        threads.add(
                Thread.ofVirtual()
                        .name("demo-" + application)
                        .start(
                                () -> {
                                    while (running) {
                                        attempt(source, shift);
                                        sleep(PAUSE_AFTER_ERROR);
                                    }
                                }));
    }

    private void attempt(DataSource source, Shift shift) {
        Worker worker = new Worker(source);
        try {
            shift.on(worker);
        } catch (SQLException e) {
            LOG.debug("A session of the demo begins again: {}", e.getMessage());
        }
    }

    private void sleep(Duration pause) {
        if (!running) {
            return;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            // Only close() interrupts; running is false then.
        }
    }

    /** One session of the application. */
    private final class Worker {
        private final DataSource source;
        private final RandomGenerator random = new SplittableRandom();
        private final ShopTraffic shop = new ShopTraffic(Engine.POSTGRESQL, random);

        Worker(DataSource source) {
            this.source = source;
        }

        /** Customers: connected while the shops are busy enough for this many sessions. */
        void web(int place) throws SQLException {
            if (place >= wanted()) {
                return;
            }
            try (Connection connection = source.getConnection()) {
                List<Long> projects = shop.projects(connection);
                while (running && place < wanted() + 1) {
                    long project = projects.get(random.nextInt(projects.size()));
                    switch (random.nextInt(20)) {
                        case 0 -> leaveAtCheckout(connection, project);
                        case 1, 2, 3, 4, 5, 6 ->
                                ShopTraffic.within(connection, c -> shop.placeOrder(c, project));
                        default -> ShopTraffic.within(connection, shop::report);
                    }
                    sleep(Rate.pause(random, 0.7, 4));
                }
            }
        }

        /** Marks orders as paid; sometimes its provider is slow, and it waits in a transaction. */
        void billing() throws SQLException {
            try (Connection connection = source.getConnection()) {
                List<Long> projects = shop.projects(connection);
                for (int step = 1; running; step++) {
                    ShopTraffic.within(connection, shop::pay);
                    if (step % 60 == 0) {
                        long project = projects.get(random.nextInt(projects.size()));
                        Duration slow = Duration.ofMillis(300 + random.nextInt(2_500));
                        ShopTraffic.within(
                                connection,
                                c -> {
                                    shop.touchProject(c, project);
                                    sleep(slow);
                                });
                    } else if (step % 143 == 0) {
                        Duration forgotten = Duration.ofSeconds(8 + random.nextInt(15));
                        ShopTraffic.within(
                                connection,
                                c -> {
                                    shop.report(c);
                                    sleep(forgotten);
                                });
                    }
                    sleep(Rate.pause(random, 1, 5));
                }
            }
        }

        /**
         * Bills what it does not commit for a while, every minute or so; what a deployment then
         * asks for keeps all the others waiting as well.
         */
        void forgetful() throws SQLException {
            try (Connection connection = source.getConnection()) {
                Duration pause = Duration.ofSeconds(8);
                while (running) {
                    sleep(pause);
                    ShopTraffic.within(
                            connection,
                            c -> {
                                shop.pay(c);
                                contended.release();
                                sleep(Duration.ofSeconds(10 + random.nextInt(6)));
                            });
                    pause = Duration.ofSeconds(25 + random.nextInt(15));
                }
            }
        }

        /** Changes the orders without a limit to its wait for them. */
        void deploy() throws SQLException {
            try (Connection connection = source.getConnection()) {
                while (running) {
                    try {
                        contended.acquire();
                    } catch (InterruptedException e) {
                        return;
                    }
                    sleep(Duration.ofMillis(500));
                    try (Statement statement = connection.createStatement()) {
                        // Takes the lock of every change of a table's shape, and changes nothing.
                        statement.execute("ALTER TABLE orders NO FORCE ROW LEVEL SECURITY");
                    }
                }
            }
        }

        void fulfilment() throws SQLException {
            try (Connection connection = source.getConnection()) {
                for (int step = 1; running; step++) {
                    ShopTraffic.within(connection, shop::ship);
                    if (step % 100 == 0) {
                        ShopTraffic.within(connection, shop::archive);
                    }
                    sleep(Rate.pause(random, 2, 9));
                }
            }
        }

        /** A query of some seconds, every half minute or so. */
        void report() throws SQLException {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                while (running) {
                    sleep(Duration.ofSeconds(15 + random.nextInt(30)));
                    if (running) {
                        statement.execute(
                                "SELECT count(*), pg_sleep("
                                        + (1 + random.nextInt(4))
                                        + ") FROM orders");
                    }
                }
            }
        }

        private void leaveAtCheckout(Connection connection, long project) throws SQLException {
            connection.setAutoCommit(false);
            shop.touchProject(connection, project);
            sleep(Duration.ofMillis(20 + random.nextInt(60)));
            connection.rollback();
            connection.setAutoCommit(true);
        }

        private int wanted() {
            return WEB_LEAST + (int) Math.round((WEB_MOST - WEB_LEAST) * Rate.now());
        }
    }
}
