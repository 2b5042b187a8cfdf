package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PunchEventTest {
    private static final String ROW = "{\"userId\":\"u1\",\"corpId\":\"c\",\"checkTime\":1773622331000,"
            + "\"locationResult\":\"Normal\",\"address\":\"somewhere\",\"checkByUser\":true}";
    private static final PunchEvent PUNCH = new PunchEvent("u1", Instant.ofEpochMilli(1773622331000L));

    /** KB-E 0261 has one, the older page another; where the rows of a Stream frame stand is told in both ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventType\":\"attendance_check_record\",\"eventId\":\"e\",\"data\":{\"dataList\":[%s]}}",
                "{\"eventType\":\"attendance_check_record\",\"data\":{\"DataList\":[%s]}}",
                "{\"eventType\":\"attendance_check_record\",\"dataList\":[%s]}",
                "{\"DataList\":[%s]}",
                "{\"dataList\":[%s],\"more\":{\"deep\":[1,2]}}"
            })
    void aPunchIsFoundWhereverItsRowStands(String event) throws Exception {
        assertThat(PunchEvent.read("attendance_check_record", event.formatted(ROW)))
                .containsExactly(PUNCH);
    }

    @Test
    void timesMayBeTextsAndOneEventMayHoldSeveral() throws Exception {
        String rows = ROW + "," + ROW.replace("u1", "u2").replace("1773622331000", "\"1773622391000\"");
        assertThat(PunchEvent.read("", "{\"eventType\":\"attendance_check_record\",\"dataList\":[" + rows + "]}"))
                .containsExactly(PUNCH, new PunchEvent("u2", Instant.ofEpochMilli(1773622391000L)));
    }

    @Test
    void whatNobodyPunchedIsNoPunch() throws Exception {
        String replayed = "{\"dataList\":[" + ROW.replace("true", "false") + "]}";
        assertThat(PunchEvent.read("attendance_check_record", replayed)).isEmpty();
        String without = "{\"dataList\":[{\"userId\":\"u1\"},{\"checkTime\":1773622331000}]}";
        assertThat(PunchEvent.read("attendance_check_record", without)).isEmpty();
    }

    @Test
    void otherEventsAreNone() throws Exception {
        assertThat(PunchEvent.read("user_add_org", "{\"eventType\":\"user_add_org\",\"data\":{\"userId\":[\"u1\"]}}"))
                .isEmpty();
        assertThat(PunchEvent.read(
                        "attendance_check_record", "{\"eventType\":\"check_in\",\"dataList\":[" + ROW + "]}"))
                .isEmpty();
        assertThat(PunchEvent.read("", "{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"dataList\":{}}",
                "{\"data\":7}",
                "{\"data\":{}}",
                "{\"dataList\":[{\"userId\":{},\"checkTime\":1}]}",
                "{\"dataList\":[",
            })
    void whatIsNoEventIsSaidToBeNone(String event) {
        assertThatThrownBy(() -> PunchEvent.read("attendance_check_record", event))
                .isInstanceOf(UnreadableException.class);
    }
}
