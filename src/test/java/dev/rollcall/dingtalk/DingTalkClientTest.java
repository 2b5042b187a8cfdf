package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Wire.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking DingTalk and insisting: token, limits, retries, deadline. */
class DingTalkClientTest {
    private static final String THROTTLED = "{\"errcode\":88,\"sub_code\":\"90018\",\"sub_msg\":\"太快\"}";
    private static final String BAD_TOKEN = "{\"errcode\":88,\"sub_code\":\"40014\",\"sub_msg\":\"不合法的access_token\"}";
    private static final String BUSY = "{\"errcode\":-1,\"errmsg\":\"系统繁忙\"}";

    private final AtomicInteger connections = new AtomicInteger();

    @StartStop
    public final MockWebServer server = Wire.server(socket -> connections.incrementAndGet());

    private Wire wire;
    private Run run;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        run = wire.run();
        for (Api api : Api.values()) {
            if (api != Api.TOKEN) {
                wire.answers(api, Wire.OK);
            }
        }
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("HTTP 500", Wire.status(500, "oops")),
                arguments("HTTP 504 with a page", Wire.status(504, "<html></html>")),
                arguments("cut off", Wire.json("{\"errcode\":0,\"result\":{\"list\":[")),
                arguments("nothing in it", Wire.json("{}")),
                arguments("-1", Wire.json(BUSY)),
                arguments("15", Wire.json("{\"errcode\":15}")),
                arguments("88 without a code", Wire.json("{\"errcode\":88}")),
                arguments("isp", Wire.json("{\"errcode\":88,\"sub_code\":\"isp.top-remote-connection-timeout\"}")),
                arguments(
                        "dropped before the answer",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()),
                arguments(
                        "dropped within the answer",
                        new MockResponse.Builder()
                                .body(Wire.OK.repeat(100))
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatMayPassIsTriedFourTimesInAll(String name, MockResponse answer) {
        wire.answers(Api.MEMBERS, answer);

        SourceException failure = refused(Api.MEMBERS);

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure)
                .hasMessageStartingWith("Cannot read /topapi/v2/user/list: ")
                .hasMessageEndingWith("; 4 attempts");
        assertThat(wire.count(Api.MEMBERS)).isEqualTo(4);
        assertThat(run.calls()).isEqualTo(Map.of(Api.MEMBERS.path(), 4, Api.TOKEN.path(), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatHasPassedIsNotSeen(String name, MockResponse answer) throws Exception {
        wire.answers(Api.MEMBERS, answer, answer, answer, Wire.json(Wire.OK));

        call(Api.MEMBERS);

        assertThat(wire.count(Api.MEMBERS)).isEqualTo(4);
        assertThat(run.troubles()).isEmpty();
    }

    @Test
    void pausesBetweenAttemptsGrowAndAreNeverQuiteTheSame() {
        wire.answers(Api.MEMBERS, BUSY);

        refused(Api.MEMBERS);

        List<Duration> pauses = wire.time.pauses();
        assertThat(pauses).hasSize(3);
        for (int pause = 0; pause < 3; pause++) {
            long whole = 400L << pause;
            assertThat(pauses.get(pause).toMillis()).isBetween(whole / 2, whole * 3 / 2);
        }
    }

    /** Others count on it that nothing leaves between their turns. */
    @Test
    void aCallThatIsHeldUpBetweenItsTurnAndItsConnectionTakesAnotherTurnAndOneCallOfTheMonth() throws Exception {
        List<Duration> turns = new ArrayList<>();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger stalls = new AtomicInteger();
        VirtualTime time = new VirtualTime() {
            @Override
            public Duration onTheMachine(Duration duration) {
                if (stalls.getAndDecrement() > 0) {
                    advance(Duration.ofMillis(150));
                }
                return duration;
            }
        };
        Shared shared = new Shared(
                (path, calls, apart) -> {
                    turns.add(time.passed());
                    return Duration.ofMillis(10);
                },
                () -> taken.incrementAndGet() > 0);
        try (Wire held = Wire.on(server, time, shared)) {
            held.answers(Api.PUNCHES, Wire.OK);
            held.client.authenticate(held.run());
            turns.clear();
            taken.set(0);
            stalls.set(1);
            Run asking = held.run();

            held.client.call(Api.PUNCHES, Json.object(), asking);

            assertThat(turns).hasSize(2);
            assertThat(held.asked(Api.PUNCHES))
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one.at().minus(turns.get(1)).toMillis()).isBetween(10L, 159L));
            assertThat(taken).hasValue(1);
            assertThat(connections)
                    .as("the one that it was held up with is kept")
                    .hasValue(1);
            assertThat(asking.calls()).isEqualTo(Map.of(Api.PUNCHES.path(), 1));
            assertThat(asking.troubles()).isEmpty();
        }
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                arguments("{\"errcode\":60011,\"errmsg\":\"no\"}", Reason.PERMISSION),
                arguments("{\"errcode\":60020,\"errmsg\":\"no\"}", Reason.ADDRESS),
                arguments("{\"errcode\":90020,\"errmsg\":\"no\"}", Reason.QUOTA),
                arguments("{\"errcode\":88,\"sub_code\":\"33012\"}", Reason.REFUSED),
                arguments("{\"errcode\":41}", Reason.REFUSED),
                arguments("{\"errcode\":22}", Reason.REFUSED),
                arguments("{\"errcode\":310000}", Reason.REFUSED),
                arguments("{\"errcode\":300005}", Reason.REFUSED),
                arguments("{\"errcode\":987654}", Reason.REFUSED));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatWillNotPassIsNotTriedAgain(String answer, Reason reason) {
        wire.answers(Api.PUNCHES, answer);

        assertThat(refused(Api.PUNCHES).reason()).isEqualTo(reason);

        assertThat(wire.count(Api.PUNCHES)).isEqualTo(1);
        assertThat(wire.time.pauses()).isEmpty();
    }

    @Test
    void aRefusedQuestionIsNoReasonNotToAskAnother() throws Exception {
        wire.answers(Api.DAY, "{\"errcode\":88,\"sub_code\":\"33012\"}", Wire.OK);
        refused(Api.DAY);

        call(Api.DAY);
    }

    @Test
    void whatFailedForGoodIsNotAskedAgainInTheSameRun() throws Exception {
        wire.answers(Api.SHIFT, "{\"errcode\":88,\"sub_code\":\"60011\",\"sub_msg\":\"requiredScopes=[qyapi_x]\"}");
        SourceException first = refused(Api.SHIFT);
        assertThat(first).hasMessageContaining("qyapi_x").hasMessageEndingWith("; not asked again");

        assertThat(refused(Api.SHIFT)).isSameAs(first);
        call(Api.PUNCHES);
        assertThat(wire.count(Api.SHIFT)).isEqualTo(1);

        run = wire.run();
        refused(Api.SHIFT);
        assertThat(wire.count(Api.SHIFT)).isEqualTo(2);
    }

    @Test
    void whoStillWaitsForTheLimitDoesNotAskWhatFailedForGoodMeanwhile() throws Exception {
        wire.close();
        VirtualTime patient = new VirtualTime() {
            @Override
            public void pause(Duration duration) throws InterruptedException {
                long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
                while (run.givenUp(Api.SHIFT.path()).isEmpty() && System.nanoTime() < giveUp) {
                    Thread.onSpinWait();
                }
                super.pause(duration);
            }
        };
        wire = Wire.on(server, patient, 1);
        run = wire.run();
        wire.answers(Api.SHIFT, "{\"errcode\":60011,\"errmsg\":\"no\"}");

        List<SourceException> failures = atOnce(20, () -> refused(Api.SHIFT));

        assertThat(failures).allMatch(failure -> failure.reason() == Reason.PERMISSION);
        assertThat(wire.count(Api.SHIFT)).isEqualTo(1);
    }

    @Test
    void theMonthsQuotaStopsWhatCountsAgainstItAndNothingElse() throws Exception {
        wire.answers(Api.PUNCHES, "{\"errcode\":90020,\"errmsg\":\"额度:5000次\"}");
        assertThat(refused(Api.PUNCHES)).hasMessageContaining("calls of this month are used up");

        for (Api api : List.of(Api.SCHEDULE, Api.RESULTS, Api.LEAVE_STATUS, Api.DAY, Api.SHIFT)) {
            assertThat(refused(api).reason()).isEqualTo(Reason.QUOTA);
            assertThat(wire.count(api)).isZero();
        }
        for (Api api : List.of(Api.SUB_DEPARTMENTS, Api.MEMBERS, Api.DEPARTMENT)) {
            call(api);
        }

        run = wire.run();
        call(Api.SCHEDULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":1111,\"wait\":5}", "<html>blocked</html>"})
    void aBlockedAddressSendsNothingForFiveMinutes(String answer) throws Exception {
        wire.answers(Api.MEMBERS, answer);
        assertThat(refused(Api.MEMBERS).reason()).isEqualTo(Reason.THROTTLED);
        int sent = server.getRequestCount();

        assertThat(refused(Api.PUNCHES).reason()).isEqualTo(Reason.THROTTLED);
        wire.time.advance(Duration.ofSeconds(299));
        run = wire.run();
        refused(Api.PUNCHES);
        assertThat(server.getRequestCount()).isEqualTo(sent);

        wire.time.advance(Duration.ofSeconds(2));
        run = wire.run();
        call(Api.PUNCHES);
    }

    @Test
    void aThrottledPathPausesForEverybodyAndNoOtherPathDoes() throws Exception {
        wire.answers(Api.PUNCHES, THROTTLED, Wire.OK);

        call(Api.PUNCHES);
        List<Asked> asked = wire.asked(Api.PUNCHES);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).at().minus(asked.get(0).at())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void alsoTheLastThrottledAttemptPausesThePathForTheOthers() throws Exception {
        wire.answers(Api.PUNCHES, THROTTLED);
        assertThat(refused(Api.PUNCHES).reason()).isEqualTo(Reason.THROTTLED);
        assertThat(wire.count(Api.PUNCHES)).isEqualTo(4);
        wire.answers(Api.PUNCHES, Wire.OK);

        run = wire.run();
        call(Api.MEMBERS);
        Duration before = wire.time.passed();
        call(Api.PUNCHES);

        assertThat(wire.asked(Api.MEMBERS).get(0).at()).isEqualTo(before);
        assertThat(wire.asked(Api.PUNCHES).get(4).at().minus(before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatMayNotBeRepeatedPausesAThrottledPathToo() throws Exception {
        wire.answers(
                Api.PRIVATE_MESSAGE,
                Wire.status(403, "{\"code\":\"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi\"}"),
                Wire.json("{}"));
        assertThatThrownBy(() -> wire.client.callOnce(Api.PRIVATE_MESSAGE, Json.object(), run))
                .isInstanceOf(DingTalkException.class);

        wire.client.callOnce(Api.PRIVATE_MESSAGE, Json.object(), run);

        assertThat(wire.asked(Api.PRIVATE_MESSAGE).get(1).at()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theLimitForAllOfDingTalkIsWaitedForTwiceAsLongEachTime() {
        wire.answers(Api.SUB_DEPARTMENTS, "{\"errcode\":90002}");

        refused(Api.SUB_DEPARTMENTS);

        List<Asked> asked = wire.asked(Api.SUB_DEPARTMENTS);
        assertThat(asked).hasSize(4);
        assertThat(asked.get(1).at().minus(asked.get(0).at()).toMillis()).isGreaterThanOrEqualTo(1000);
        assertThat(asked.get(2).at().minus(asked.get(1).at()).toMillis()).isGreaterThanOrEqualTo(2000);
        assertThat(asked.get(3).at().minus(asked.get(2).at()).toMillis()).isGreaterThanOrEqualTo(4000);
    }

    @Test
    void thePrintedEndOfALimitIsWaitedFor() throws Exception {
        String answer = "{\"errcode\":90002,\"errmsg\":\"限制将在 2026-11-20 09:40:07 结束.\"}";
        wire.answers(Api.SUB_DEPARTMENTS, answer, Wire.OK);

        call(Api.SUB_DEPARTMENTS);

        assertThat(wire.asked(Api.SUB_DEPARTMENTS).get(1).at())
                .isBetween(Duration.ofSeconds(7), Duration.ofMillis(7400));
    }

    @Test
    void neverMoreThanTheConfiguredCallsASecond() throws Exception {
        atOnce(50, () -> call(Api.MEMBERS));

        assertThat(wire.asked(Api.MEMBERS)).hasSize(50);
        // Fifteen at once, then fifteen in each window of 1.03 s.
        assertThat(wire.time.passed()).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void whenOurOwnCountIsUsedUpNothingMeteredIsAskedRetriesIncluded() throws Exception {
        wire.close();
        AtomicInteger left = new AtomicInteger(3);
        wire = Wire.on(server, new Shared(Shared.Turns.NONE, () -> left.getAndDecrement() > 0));
        run = wire.run();
        wire.answers(Api.PUNCHES, BUSY);
        wire.answers(Api.MEMBERS, Wire.OK);

        SourceException failure = refused(Api.PUNCHES);

        assertThat(failure.reason()).isEqualTo(Reason.QUOTA);
        assertThat(failure.retryable()).isFalse();
        assertThat(failure)
                .hasMessage("Cannot read /attendance/listRecord: the month's 5000 calls are used up by Rollcall's own "
                        + "count; nothing more is asked until next month; not asked again");
        assertThat(wire.count(Api.PUNCHES)).isEqualTo(3);
        assertThat(refused(Api.RESULTS).reason()).isEqualTo(Reason.QUOTA);
        assertThat(wire.count(Api.RESULTS)).isZero();
        assertThat(run.calls()).isEqualTo(Map.of(Api.TOKEN.path(), 1, Api.PUNCHES.path(), 3));
        call(Api.MEMBERS);
    }

    @Test
    void everyCallWaitsForItsTurnAmongAllProcesses() throws Exception {
        wire.close();
        wire = Wire.on(server, new Shared((path, calls, apart) -> Duration.ofSeconds(2), Shared.Allowance.UNLIMITED));
        run = wire.run();
        wire.answers(Api.MEMBERS, Wire.OK);

        call(Api.MEMBERS);

        assertThat(wire.asked(Api.TOKEN).get(0).at()).isEqualTo(Duration.ofSeconds(2));
        assertThat(wire.asked(Api.MEMBERS).get(0).at()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aThrottledPathPausesForAllProcesses() throws Exception {
        wire.close();
        List<Duration> reserved = new CopyOnWriteArrayList<>();
        Shared.Turns turns = (path, calls, apart) -> {
            if (path.equals(Api.PUNCHES.path())) {
                reserved.add(apart);
            }
            return Duration.ZERO;
        };
        wire = Wire.on(server, new Shared(turns, Shared.Allowance.UNLIMITED));
        run = wire.run();
        wire.answers(Api.PUNCHES, THROTTLED, Wire.OK);

        call(Api.PUNCHES);

        assertThat(reserved).hasSize(3);
        assertThat(reserved.get(1)).isEqualTo(Duration.ofMillis(1100));
    }

    @Test
    void whereTheSharedLimitsCannotBeReadNothingIsAskedAndTheRollCallEndsByItsDeadline() {
        wire.close();
        Shared.Turns turns = (path, calls, apart) -> {
            throw new IllegalStateException("no connection to the database at canary");
        };
        wire = Wire.on(server, new Shared(turns, Shared.Allowance.UNLIMITED));
        run = wire.run(Duration.ofSeconds(30));

        SourceException failure = refused(Api.MEMBERS);

        assertThat(failure.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(failure)
                .hasMessageContaining("the limits shared with other processes cannot be read")
                .hasMessageNotContaining("canary");
        assertThat(server.getRequestCount()).isZero();
        assertThat(wire.time.passed()).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
    }

    // --- the token ---

    @Test
    void theOldGatewayTakesTheTokenInTheQuery() throws Exception {
        call(Api.MEMBERS);

        Asked asked = wire.asked(Api.MEMBERS).get(0);
        assertThat(asked.url().queryParameter("access_token")).isEqualTo("canary-tok-1");
        assertThat(asked.url().querySize()).isEqualTo(1);
        assertThat(asked.headers().get("x-acs-dingtalk-access-token")).isNull();
        assertThat(asked.headers().get("Content-Type")).startsWith("application/json");
    }

    @Test
    void theNewGatewayTakesTheTokenInAHeader() throws Exception {
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\"}");
        call(Api.PRIVATE_MESSAGE);

        Asked asked = wire.asked(Api.PRIVATE_MESSAGE).get(0);
        assertThat(asked.headers().get("x-acs-dingtalk-access-token")).isEqualTo("canary-tok-1");
        assertThat(asked.url().query()).isNull();
        Asked token = wire.asked(Api.TOKEN).get(0);
        assertThat(token.text()).isEqualTo("{\"appKey\":\"dingkey\",\"appSecret\":\"canary-app-secret\"}");
        assertThat(token.headers().get("x-acs-dingtalk-access-token")).isNull();
    }

    @Test
    void aHundredCallersFetchOneToken() throws Exception {
        atOnce(100, () -> call(Api.MEMBERS));

        assertThat(wire.count(Api.TOKEN)).isEqualTo(1);
        assertThat(wire.count(Api.MEMBERS)).isEqualTo(100);
    }

    static Stream<Arguments> refusedTokens() {
        return Stream.of(
                arguments(Api.MEMBERS, Wire.json(BAD_TOKEN)),
                arguments(Api.PUNCHES, Wire.json("{\"errcode\":40014,\"errmsg\":\"x\"}")),
                arguments(Api.PUNCHES, Wire.json("{\"errcode\":42001,\"errmsg\":\"x\"}")),
                arguments(
                        Api.MEMBERS,
                        Wire.json("{\"errcode\":88,\"errmsg\":\"ding talk error[subcode=42001,submsg=x]\"}")),
                arguments(Api.PRIVATE_MESSAGE, Wire.status(400, "{\"code\":\"InvalidAuthentication\"}")),
                arguments(Api.PRIVATE_MESSAGE, Wire.status(401, "{\"code\":\"InvalidAuthentication\"}")));
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void aRefusedTokenIsReplacedAndTheCallReplayedOnce(Api api, MockResponse refusal) throws Exception {
        wire.answers(api, refusal, Wire.json(Wire.OK));

        call(api);

        assertThat(wire.count(Api.TOKEN)).isEqualTo(2);
        assertThat(wire.asked(api)).hasSize(2);
        assertThat(wire.time.pauses()).isEmpty();
        String second = wire.asked(api).get(1).target() + wire.asked(api).get(1).headers();
        assertThat(second).contains("canary-tok-2").doesNotContain("canary-tok-1");
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void aTokenRefusedTwiceIsNotReplacedForEver(Api api, MockResponse refusal) throws Exception {
        wire.answers(api, refusal);

        assertThat(refused(api).reason()).isEqualTo(Reason.CREDENTIALS);

        assertThat(wire.count(api)).isEqualTo(2);
        refused(api);
        assertThat(wire.count(api)).isEqualTo(2);
    }

    @Test
    void oneApiThatRefusesEveryTokenDoesNotStopTheOthers() throws Exception {
        wire.answers(Api.LEAVE_STATUS, BAD_TOKEN);
        refused(Api.LEAVE_STATUS);

        call(Api.PUNCHES);
    }

    @Test
    void aHundredCallersWithARefusedTokenFetchOneNewOne() throws Exception {
        wire.answers(
                Api.MEMBERS,
                asked -> Wire.json(
                        "canary-tok-1".equals(asked.url().queryParameter("access_token")) ? BAD_TOKEN : Wire.OK));

        atOnce(100, () -> call(Api.MEMBERS));

        assertThat(wire.count(Api.TOKEN)).isEqualTo(2);
        assertThat(run.troubles()).isEmpty();
    }

    @ParameterizedTest(name = "a token of {0} s is renewed after {1} s")
    @org.junit.jupiter.params.provider.CsvSource({"7200, 6600", "6000, 5400", "100, 90", "2, 1.8"})
    void aTokenIsRenewedEarly(long life, double renewed) throws Exception {
        wire.answers(Api.TOKEN, "{\"accessToken\":\"t\",\"expireIn\":" + life + "}");
        call(Api.MEMBERS);
        wire.time.advance(Duration.ofMillis((long) (renewed * 1000) - 1));
        run = wire.run();
        call(Api.MEMBERS);
        assertThat(wire.count(Api.TOKEN)).isEqualTo(1);

        wire.time.advance(Duration.ofMillis(1));
        call(Api.MEMBERS);
        assertThat(wire.count(Api.TOKEN)).isEqualTo(2);
    }

    @Test
    void aTokenWhoseLifeIsNotSaidLivesTwoHours() throws Exception {
        wire.answers(Api.TOKEN, "{\"accessToken\":\"t\"}");
        call(Api.MEMBERS);
        wire.time.advance(Duration.ofMinutes(109));
        run = wire.run();
        call(Api.MEMBERS);

        assertThat(wire.count(Api.TOKEN)).isEqualTo(1);
    }

    @Test
    void wrongCredentialsEndEverythingAfterOneCall() throws Exception {
        wire.answers(Api.TOKEN, Wire.status(400, Wire.fixture("accessToken.wrong-secret.json")));

        List<SourceException> failures = atOnce(100, () -> refused(Api.MEMBERS));

        assertThat(failures).allMatch(failure -> failure.reason() == Reason.CREDENTIALS);
        assertThat(failures).allMatch(failure -> failure.getMessage().contains("no access token: 无效的clientId"));
        for (Api api : Api.values()) {
            assertThat(refused(api).reason()).isEqualTo(Reason.CREDENTIALS);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(run.calls()).isEqualTo(Map.of(Api.TOKEN.path(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"40014\"}", "{\"code\":\"invalidParameter\"}"})
    void anotherRefusalOfTheTokenEndsEverythingToo(String answer) {
        wire.answers(Api.TOKEN, Wire.status(400, answer));
        refused(Api.MEMBERS);
        refused(Api.PUNCHES);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"accessToken\":\"\"}", "{\"accessToken\":\"t"})
    void withoutATokenNothingIsAskedInThatRun(String answer) throws Exception {
        wire.answers(Api.TOKEN, answer);

        List<SourceException> failures = atOnce(50, () -> refused(Api.MEMBERS));

        assertThat(failures).allMatch(failure -> failure.reason() == Reason.UNAVAILABLE);
        assertThat(wire.count(Api.TOKEN)).isEqualTo(4);
        assertThat(server.getRequestCount()).isEqualTo(4);

        wire.answers(Api.TOKEN, "{\"accessToken\":\"t\"}");
        run = wire.run();
        call(Api.MEMBERS);
    }

    @Test
    void droppingATokenDoesNotWaitForSomebodyElsesFetch() throws Exception {
        AccessToken token = new AccessToken(wire.time);
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AccessToken.Token old = token.get(() -> token.token("a", Duration.ofHours(1)), Duration.ofSeconds(1));
        token.drop(old);
        Future<?> slow = wire.executor.submit(() -> token.get(
                () -> {
                    fetching.countDown();
                    finish.await();
                    return token.token("b", Duration.ofHours(1));
                },
                Duration.ofSeconds(1)));
        fetching.await();

        Future<?> drop = wire.executor.submit(() -> token.drop(old));
        try {
            drop.get(5, TimeUnit.SECONDS);
        } finally {
            finish.countDown();
        }
        slow.get();
        assertThat(token.get(() -> token.token("c", Duration.ofHours(1)), Duration.ofSeconds(1))
                        .text())
                .isEqualTo("b");
    }

    // --- the deadline ---

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void retriesEndByTheDeadline(String name, MockResponse answer) {
        wire.answers(Api.MEMBERS, answer);
        run = wire.run(Duration.ofMillis(900));

        SourceException failure = refused(Api.MEMBERS);

        assertThat(failure.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(failure.retryable()).isTrue();
        assertThat(wire.time.passed()).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void aPrintedEndBeyondTheDeadlineIsNotWaitedFor() {
        wire.answers(Api.MEMBERS, "{\"errcode\":90002,\"errmsg\":\"限制将在 2026-11-20 09:40:20 结束.\"}");
        run = wire.run(Duration.ofSeconds(10));

        assertThat(refused(Api.MEMBERS).reason()).isEqualTo(Reason.DEADLINE);

        assertThat(wire.time.passed()).isZero();
        assertThat(wire.count(Api.MEMBERS)).isEqualTo(1);
    }

    @Test
    void aFetchOfTheTokenEndsByTheDeadlineToo() {
        wire.answers(Api.TOKEN, Wire.status(500, ""));
        run = wire.run(Duration.ofMillis(900));

        assertThat(refused(Api.MEMBERS).reason()).isEqualTo(Reason.DEADLINE);
        assertThat(wire.time.passed()).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void afterTheDeadlineNothingIsSent() {
        wire.time.advance(Duration.ofMinutes(6));

        assertThat(refused(Api.MEMBERS).reason()).isEqualTo(Reason.DEADLINE);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aSlowAnswerIsGivenUpWithinTheTimeLeft() throws Exception {
        call(Api.MEMBERS);
        wire.answers(
                Api.PUNCHES,
                new MockResponse.Builder()
                        .body(Wire.OK)
                        .headersDelay(3, TimeUnit.SECONDS)
                        .build());
        run = wire.run(Duration.ofMillis(150));
        long start = System.nanoTime();

        SourceException failure = refused(Api.PUNCHES);

        assertThat(failure.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    // --- the wire ---

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        wire.answers(
                Api.MEMBERS,
                new MockResponse.Builder()
                        .body("{\"errcode\":0,\"x\":\"" + "y".repeat(9 << 20))
                        .build());
        run = wire.run(Duration.ofMillis(100));
        run.deadline().plan(Duration.ofMinutes(1));

        assertThat(refused(Api.MEMBERS)).hasMessageContaining("larger than");
    }

    @Test
    void redirectsAreNotFollowed() {
        wire.answers(
                Api.MEMBERS,
                new MockResponse.Builder()
                        .code(307)
                        .addHeader("Location", server.url("/elsewhere"))
                        .build());

        refused(Api.MEMBERS);

        assertThat(wire.asked("/elsewhere")).isEmpty();
        assertThat(wire.count(Api.MEMBERS)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 408, 401, 407, 421})
    void everyRequestIsCountedAlsoWhereTheServerSaysRetryAtOnce(int status) {
        wire.answers(
                Api.MEMBERS,
                new MockResponse.Builder()
                        .code(status)
                        .addHeader("Retry-After", "0")
                        .build());

        refused(Api.MEMBERS);

        assertThat(run.calls().get(Api.MEMBERS.path())).isEqualTo(wire.count(Api.MEMBERS));
    }

    @Test
    void noMessageHoldsATokenOrASecretEvenWhereDingTalkRepeatsThem() {
        String echo = "canary-tok-1 " + Wire.APP_SECRET + " access_token=canary-tok-1";
        List<MockResponse> answers = List.of(
                Wire.json("{\"errcode\":40035,\"errmsg\":\"" + echo + "\"}"),
                Wire.json("{\"errcode\":88,\"sub_code\":\"60011\",\"sub_msg\":\"" + echo + "\"}"),
                Wire.json("{\"errcode\":90020,\"errmsg\":\"" + echo + "\"}"),
                Wire.json("{\"errcode\":60020,\"errmsg\":\"" + echo + "\"}"),
                Wire.json("{\"errcode\":-1,\"errmsg\":\"" + echo + "\"}"),
                Wire.status(500, echo),
                Wire.json(echo),
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
        List<Throwable> failures = new ArrayList<>();
        for (MockResponse answer : answers) {
            run = wire.run();
            wire.answers(Api.PUNCHES, answer);
            failures.add(refused(Api.PUNCHES));
        }
        wire.client.close();
        wire = Wire.on(server);
        run = wire.run();
        wire.answers(
                Api.TOKEN,
                Wire.status(
                        400, "{\"code\":\"invalidClientIdOrSecret\",\"message\":\"wrong " + Wire.APP_SECRET + "\"}"));
        failures.add(refused(Api.PUNCHES));

        assertThat(failures).hasSize(9);
        for (Throwable failure : failures) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("canary-tok-1", Wire.APP_SECRET, "access_token=t");
            }
        }
    }

    @Test
    void whoIsAskedToStopStops() {
        wire.answers(Api.MEMBERS, BUSY);
        Thread.currentThread().interrupt();

        SourceException failure = refused(Api.MEMBERS);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("stopped");
    }

    @Test
    void theAnswerIsReducedToWhatIsUsed() throws Exception {
        wire.answers(Api.PUNCHES, Wire.fixture("listRecord.canaries.json"));

        assertThat(call(Api.PUNCHES).toString()).doesNotContain("canary");
    }

    private JsonNode call(Api api) throws SourceException {
        return wire.client.call(api, Json.object(), run);
    }

    private SourceException refused(Api api) {
        return catchThrowableOfType(SourceException.class, () -> call(api));
    }

    private <T> List<T> atOnce(int callers, Callable<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> all = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            all.add(wire.executor.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        start.countDown();
        List<T> results = new ArrayList<>();
        for (Future<T> one : all) {
            results.add(one.get(30, TimeUnit.SECONDS));
        }
        return results;
    }
}
