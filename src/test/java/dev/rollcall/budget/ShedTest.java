package dev.rollcall.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.budget.QuotaForecast.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShedTest {
    /** Seven hundred calls for digests, two hundred for second looks, a hundred for approvals. */
    private static final Calls NEEDED = new Calls(700, 200, 100);

    @ParameterizedTest(name = "{0} calls left: {1}")
    @CsvSource({
        "1100, NOTHING",
        "1099, BOARD_REFRESH",
        "1050, BOARD_REFRESH",
        "1049, CHAT_REFRESH",
        "1000, CHAT_REFRESH",
        "999, APPROVALS",
        "900, APPROVALS",
        "899, SECOND_LOOK",
        "0, SECOND_LOOK",
    })
    void whatIsNeededLeastGoesFirst(long left, Shed shed) {
        assertThat(Shed.of(left, NEEDED)).isEqualTo(shed);
    }

    @Test
    void whateverIsShedLaterIncludesWhatWasShedBefore() {
        for (Shed now : Shed.values()) {
            assertThat(now.includes(Shed.NOTHING)).isFalse();
            for (Shed part : Shed.values()) {
                assertThat(now.includes(part)).isEqualTo(part != Shed.NOTHING && part.ordinal() <= now.ordinal());
            }
        }
    }

    @Test
    void whereNothingIsNeededAnyMoreNothingIsShed() {
        assertThat(Shed.of(0, new Calls(0, 0, 0))).isEqualTo(Shed.NOTHING);
    }
}
