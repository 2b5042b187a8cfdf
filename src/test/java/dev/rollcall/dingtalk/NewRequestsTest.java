package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Run;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose day carries a request by now is asked with the fewest calls, and where it cannot be known, of each of them. */
class NewRequestsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    private static final String REFUSED = "{\"errcode\":88,\"sub_code\":\"40035\",\"sub_msg\":\"企业人数超过限制\"}";

    @StartStop
    public final MockWebServer server = Wire.server();

    private Wire wire;
    private Run run;
    private DingTalkRoster roster;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        run = wire.run();
        roster = new DingTalkRoster(wire.client, wire.executor);
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private static Set<String> people(int number) {
        return IntStream.range(0, number).mapToObj(i -> "p" + i).collect(Collectors.toSet());
    }

    private static String row(String userId, String more) {
        return "{\"plan_id\":\"" + userId + "\",\"id\":\"" + userId + "\",\"userid\":\"" + userId
                + "\",\"class_id\":5,\"shift_id\":5,\"check_type\":\"OnDuty\",\"plan_check_time\":\"2026-03-16 09:00:00\""
                + more + "}";
    }

    /** Of p0 with a request and the others without, but for who is left out. */
    private static String rows(int number, String without) {
        return IntStream.range(0, number)
                .mapToObj(i -> "p" + i)
                .filter(id -> !id.equals(without))
                .map(id -> row(id, id.equals("p0") ? ",\"approve_id\":33000009" : ""))
                .collect(Collectors.joining(","));
    }

    private static String plan(String rows) {
        return "{\"errcode\":0,\"result\":{\"has_more\":false,\"schedules\":[" + rows + "]}}";
    }

    private Set<String> found(int number) {
        return roster.newRequests(DAY, people(number), run);
    }

    @Test
    void fewAreAskedOneByOneWhileNobodyKnowsHowLongThePlanIs() {
        assertThat(found(10)).isEqualTo(people(10));
        assertThat(wire.asked(Api.SCHEDULE)).isEmpty();
    }

    @Test
    void ofMoreThePlanTellsAndWhoHasNoneAnyMoreIsAskedToo() {
        wire.answers(Api.SCHEDULE, plan(rows(11, "p7")));

        assertThat(found(11)).isEqualTo(Set.of("p0", "p7"));
        assertThat(wire.asked(Api.SCHEDULE)).hasSize(1);
        assertThat(found(2)).as("a plan of one page").isEqualTo(Set.of("p0"));
        assertThat(found(1)).isEqualTo(people(1));
        assertThat(wire.asked(Api.SCHEDULE)).hasSize(2);
    }

    @Test
    void anEmptyPlanTellsNothing() {
        wire.answers(Api.SCHEDULE, plan(""));

        assertThat(found(11)).isEqualTo(people(11));
    }

    @Test
    void whereTheCompanyIsTooLargeForThatThePlanIsReadByPeople() {
        wire.answers(Api.SCHEDULE, REFUSED);
        wire.answers(Api.SCHEDULE_BY_USERS, "{\"errcode\":0,\"result\":[" + rows(11, "p7") + "]}");

        assertThat(found(11)).isEqualTo(Set.of("p0", "p7"));
        assertThat(found(11)).isEqualTo(Set.of("p0", "p7"));
        assertThat(wire.asked(Api.SCHEDULE)).as("only once").hasSize(1);
        assertThat(wire.asked(Api.SCHEDULE_BY_USERS)).hasSize(2);
    }

    @Test
    void whatCannotBeReadInAnyWayIsAskedOneByOne() {
        wire.answers(Api.SCHEDULE, REFUSED);
        wire.answers(Api.SCHEDULE_BY_USERS, REFUSED);

        assertThat(found(11)).isEqualTo(people(11));
        assertThat(List.copyOf(run.troubles())).isNotEmpty();
    }
}
