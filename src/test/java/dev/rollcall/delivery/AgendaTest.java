package dev.rollcall.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AgendaTest {
    @Test
    void whatIsEarlierComesFirstEvenWhenItWasAddedDuringALongPause() throws Exception {
        CountDownLatch pausing = new CountDownLatch(1);
        Waiting waiting = new Waiting() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                pausing.countDown();
                new CountDownLatch(1).await();
            }
        };
        try (Agenda agenda = new Agenda(waiting)) {
            CountDownLatch earlier = new CountDownLatch(1);
            List<String> done = new CopyOnWriteArrayList<>();
            agenda.at(1_000_000_000L, () -> done.add("later"));
            pausing.await();
            agenda.at(0, earlier::countDown);
            assertThat(earlier.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(done).isEmpty();
        }
    }

    @Test
    void whatWasTakenBackIsNotDone() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        FakeWaiting time = new FakeWaiting();
        try (Agenda agenda = new Agenda(time)) {
            agenda.at(time.nanos(), () -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    done.add("interrupted");
                }
            });
            Agenda.Item dropped = agenda.at(time.nanos() + 1, () -> done.add("dropped"));
            agenda.at(time.nanos() + 2, last::countDown);
            agenda.drop(dropped);
            gate.countDown();
            assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).isEmpty();
    }
}
