package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The embedded database is not written while a change of it is half-way: the file could then hold a row that nobody takes
 * back after a kill.
 */
class OneAtATimeTest {
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private final Database database =
            Database.open(Place.embeddedDatabase(), UnaryOperator.identity(), UnaryOperator.identity());
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final CountDownLatch halfWay = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        pool.shutdownNow();
        database.close();
    }

    /** Changes something, and stops in the middle. */
    private Future<?> change() throws InterruptedException {
        Future<?> change = pool.submit(() -> database.run("change", handle -> {
            handle.execute("insert into turn (path, next_at) values ('/one', current_timestamp)");
            halfWay.countDown();
            await(goOn);
        }));
        halfWay.await();
        return change;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waits(Future<?> other) {
        assertThatThrownBy(() -> other.get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void aCheckpointAndAnotherChangeWaitAndWhoReadsDoesNot() throws Exception {
        Future<?> change = change();
        Future<?> checkpoint = pool.submit(database::sync);
        Future<?> other = pool.submit(() -> database.run(
                "change",
                handle -> handle.execute("insert into turn (path, next_at) values ('/two', current_timestamp)")));
        waits(checkpoint);
        waits(other);
        assertThat(database.<Integer>reading("read", handle -> number(handle))).isZero();

        goOn.countDown();
        change.get();
        checkpoint.get();
        other.get();
        assertThat(database.<Integer>in("read", OneAtATimeTest::number)).isEqualTo(2);
    }

    /** As {@code forget} does it while the program runs: nobody else may take it for trouble. */
    @Test
    void whoWorksWhileTheFileIsWrittenAnewIsNotDisturbed() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> workers = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int worker = 0; worker < 3; worker++) {
            String path = "/" + worker;
            workers.add(pool.submit(() -> {
                for (int i = 0; !over.get(); i++) {
                    String own = path + "/" + i;
                    database.run(
                            "change",
                            handle -> handle.execute(
                                    "insert into turn (path, next_at) values (?, current_timestamp)", own));
                    database.<Integer>reading("read", OneAtATimeTest::number);
                    done.incrementAndGet();
                }
            }));
        }
        for (int i = 0; i < 5; i++) {
            int before = done.get();
            database.compact();
            while (done.get() < before + 10 && workers.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
        }
        over.set(true);
        for (Future<?> worker : workers) {
            worker.get();
        }
        assertThat(database.<Integer>in("read", OneAtATimeTest::number)).isEqualTo(done.get());
    }

    private static int number(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery("select count(*) from turn")
                .mapTo(Integer.class)
                .one();
    }
}
