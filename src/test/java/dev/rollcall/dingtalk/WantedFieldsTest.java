package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Rollcall does not use never becomes an object (PIPL articles 6 and 28). */
class WantedFieldsTest {
    @Test
    void placesNetworksDevicesAndPicturesOfPunchesAreDropped() throws Exception {
        JsonNode answer = WantedFields.read(Wire.fixture("listRecord.canaries.json"));

        assertThat(answer.toString()).doesNotContainIgnoringCase("canary");
        assertThat(answer.path("recordresult")).hasSize(2);
        assertThat(answer.path("recordresult").path(0).path("userCheckTime").asLong())
                .isEqualTo(1773622331000L);
        assertThat(answer.path("recordresult").path(1).path("invalidRecordType").asText())
                .isEqualTo("Other");
    }

    @Test
    void telephonesPicturesAndTitlesOfPeopleAreDropped() throws Exception {
        JsonNode answer = WantedFields.read(Wire.fixture("user-list.canaries.json"));

        assertThat(answer.toString()).doesNotContainIgnoringCase("canary");
        assertThat(answer.toString())
                .isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\",\"result\":{\"has_more\":false,\"list\":"
                        + "[{\"userid\":\"sim0101\",\"name\":\"林一\",\"active\":true,\"hired_date\":1709222400000}]}}");
    }

    @Test
    void theKindOfALeaveIsDropped() throws Exception {
        JsonNode answer = WantedFields.read(
                "{'result':{'leave_status':[{'userid':'a','leave_code':'canary','start_time':1,'type':'canary','name':'canary',"
                                .replace('\'', '"')
                        + "'title':'canary','message':'canary','leave':{'name':'canary'}}],'approve_list':["
                                .replace('\'', '"')
                        + "{'sub_type':'canary','biz_type':3,'tag_name':'canary','name':'canary','procInst_id':'canary'},"
                                .replace('\'', '"')
                        + "{'biz_type':1,'tag_name':'加班'}]}}".replace('\'', '"'));

        assertThat(answer.toString())
                .isEqualTo("{\"result\":{\"leave_status\":[{\"userid\":\"a\",\"start_time\":1}],"
                        + "\"approve_list\":[{\"biz_type\":3},{\"biz_type\":1,\"tag_name\":\"加班\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":[]}",
                "{\"result\":{}}",
                "{\"result\":{\"list\":[],\"has_more\":false}}",
                "{\"result\":{\"list\":[{}]}}",
                "{\"result\":[[],{\"list\":[[1,2],[]]}]}",
                "{\"result\":null,\"errmsg\":\"\"}",
                "{\"active\":true,\"work_date\":0.5,\"dept_id\":9007199254740993}"
            })
    void whatIsWantedSurvivesAsItIsEmptyOrNot(String json) throws Exception {
        assertThat(WantedFields.read(json).toString()).isEqualTo(json);
    }

    @Test
    void whatIsWantedWithinWhatIsNotIsDroppedToo() throws Exception {
        assertThat(WantedFields.read("{\"x\":{\"name\":\"canary\"},\"result\":[{\"y\":[{\"userid\":\"canary\"}]}]}")
                        .toString())
                .isEqualTo("{\"result\":[{}]}");
    }

    @Test
    void anObjectOfWhichNothingIsWantedLeavesAnEmptyOne() throws Exception {
        assertThat(WantedFields.read("{\"recordresult\":[{\"userSsid\":\"canary\"}]}")
                        .toString())
                .isEqualTo("{\"recordresult\":[{}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":[",
                "{\"x\":[1,2",
                "{\"result\":{\"x\":{\"y\":1}",
                "{\"errcode\":0}}",
                "{\"errcode\":0}<html>",
                "{\"errcode\":0},{\"errcode\":0}",
                "{'errcode':0}"
            })
    void aTextThatIsNotOneWholeObjectIsRefused(String json) {
        assertThatThrownBy(() -> WantedFields.read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void anEmptyTextIsMissing() throws Exception {
        assertThat(WantedFields.read("").isMissingNode()).isTrue();
        assertThat(WantedFields.read(" \n").isMissingNode()).isTrue();
    }
}
