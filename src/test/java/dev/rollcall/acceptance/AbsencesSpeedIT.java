package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.CompanyPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long other programs wait for what is known. No other test runs beside it. */
class AbsencesSpeedIT {
    private static final Duration MOST = Duration.ofMillis(20);

    @Test
    void fiftyClientsAreAnsweredWithinTwentyMilliseconds() throws Exception {
        CompanyPlan plan = CompanyPlan.of(1000, 10, 5, ChatDay.DATE).withCalm(true);
        try (ChatDay day = new ChatDay(Way.STREAM, plan, BoardClient.options("18:00"), ChatDay.NOW)) {
            BoardClient.json(day, "/api/v1/absences");
            int port = day.app().port();
            for (int round = 0; round < 3; round++) { // While everything is cold.
                BoardLoadTest.took(port, 40, Duration.ZERO);
            }
            Duration p99 = BoardLoadTest.p99(BoardLoadTest.took(port, 20, BoardLoadTest.EVERY));
            System.out.printf("GET /api/v1/absences, 50 clients, 250 a second: p99 %.1f ms%n", p99.toNanos() / 1e6);
            assertThat(p99).isLessThan(MOST);
        }
    }
}
