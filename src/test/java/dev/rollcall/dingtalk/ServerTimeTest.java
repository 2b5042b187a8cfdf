package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far DingTalk's clock is from this server's. */
class ServerTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:40:00.500Z");

    @Test
    void nobodyKnowsBeforeAnAnswerAndWhereItHasNoDate() {
        ServerTime time = new ServerTime();
        assertThat(time.ahead()).isEmpty();
        time.note(null, NOW, NOW);
        assertThat(time.ahead()).isEmpty();
    }

    /** A date has lost half a second on average, and was written half-way between question and answer. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T01:40:00Z, 0,    PT0S",
        "2026-11-20T01:40:01Z, 2000, PT0S",
        "2026-11-20T01:40:30Z, 0,    PT30S",
        "2026-11-20T00:40:00Z, 0,    PT-1H"
    })
    void theDateIsComparedWithTheMiddleOfTheCall(Instant date, long took, Duration ahead) {
        ServerTime time = new ServerTime();
        time.note(date, NOW, NOW.plusMillis(took));
        assertThat(time.ahead()).contains(ahead);
    }

    @Test
    void aSlowAnswerTellsLessThanWhatIsKnown() {
        ServerTime time = new ServerTime();
        time.note(Instant.parse("2026-11-20T01:40:00Z"), NOW, NOW);
        time.note(Instant.parse("2026-11-20T01:40:00Z"), NOW, NOW.plusSeconds(40));
        assertThat(time.ahead()).contains(Duration.ZERO);
    }

    @Test
    void theLastAnswerHolds() {
        ServerTime time = new ServerTime();
        time.note(Instant.parse("2026-11-20T00:40:00Z"), NOW, NOW);
        time.note(Instant.parse("2026-11-20T01:40:00Z"), NOW, NOW);
        time.note(null, NOW, NOW);
        assertThat(time.ahead()).contains(Duration.ZERO);
    }
}
