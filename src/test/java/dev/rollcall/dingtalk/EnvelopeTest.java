package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Api.Gateway;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape in which DingTalk says no, and what it means. */
class EnvelopeTest {
    /** 09:59:58 in Shanghai. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-16T01:59:58Z"), ZoneOffset.UTC);

    private static final String SCOPE_88 = """
            {"errcode":88,"sub_code":"60011","sub_msg":"应用尚未开通所需的权限：[qyapi_get_member]，点击链接申请并开通即可：\
            https://open-dev.dingtalk.com/appscope/apply?content=dingCanaryKey%23qyapi_get_member, \
            {requiredScopes=[qyapi_get_member]}","errmsg":"ding talk error[subcode=60011,submsg=…]"}""";

    static Stream<Arguments> refusals() {
        return Stream.of(
                old("plain", "{\"errcode\":60011,\"errmsg\":\"no\"}", Kind.PERMANENT, Reason.PERMISSION, "60011"),
                old(
                        "88 with sub_code as text",
                        "{\"errcode\":88,\"sub_code\":\"40014\",\"sub_msg\":\"不合法的access_token\"}",
                        Kind.TOKEN,
                        Reason.CREDENTIALS,
                        "40014"),
                old(
                        "88 with sub_code as number",
                        "{\"errcode\":88,\"sub_code\":42001}",
                        Kind.TOKEN,
                        Reason.CREDENTIALS,
                        "42001"),
                old(
                        "88 with subcode",
                        "{\"errcode\":88,\"subcode\":\"60011\",\"submsg\":\"x\"}",
                        Kind.PERMANENT,
                        Reason.PERMISSION,
                        "60011"),
                old(
                        "88 with the code only in errmsg",
                        "{\"errcode\":88,\"errmsg\":\"ding talk error[subcode=90018,submsg=太快]\"}",
                        Kind.THROTTLED,
                        Reason.THROTTLED,
                        "90018"),
                old(
                        "88 wrapped around a word",
                        "{\"errcode\":\"88\",\"sub_code\":\"isp.top-remote-connection-error\"}",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        "isp.top-remote-connection-error"),
                old(
                        "88 without a code is the platform's own time-out",
                        "{\"errcode\":88,\"errmsg\":\"ding talk error\"}",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        "88"),
                old("-1", "{\"errcode\":-1,\"errmsg\":\"系统繁忙\"}", Kind.TRANSIENT, Reason.UNAVAILABLE, "-1"),
                old(
                        "15",
                        "{\"errcode\":15,\"errmsg\":\"Remote service error\"}",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        "15"),
                old("unknown path", "{\"errcode\":22,\"sub_msg\":\"不合法ApiName\"}", Kind.REFUSED, Reason.REFUSED, "22"),
                old(
                        "errcode as text",
                        "{\"errcode\":\"40035\",\"errmsg\":\"参数\"}",
                        Kind.REFUSED,
                        Reason.REFUSED,
                        "40035"),
                old("missing errcode", "{\"result\":{}}", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old(
                        "a code of nought is no errcode",
                        "{\"code\":0,\"result\":{}}",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        ""),
                old("nothing in it", "{}", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old("no body", "", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old("null", "null", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old("a list", "[]", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old("a word", "ok", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old(
                        "cut off",
                        "{\"errcode\":0,\"result\":{\"list\":[{\"userid\":\"a\"",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        ""),
                old(
                        "cut off in what is dropped",
                        "{\"errcode\":0,\"x\":{\"y\":[{\"z\":\"a\"",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        ""),
                old("two answers in one", "{\"errcode\":0}{\"errcode\":0}", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                row(
                        "a page with 200",
                        Gateway.OLD,
                        200,
                        "\n<!DOCTYPE html><html>…",
                        Kind.BLOCKED,
                        Reason.THROTTLED,
                        ""),
                row(
                        "a page with 504",
                        Gateway.OLD,
                        504,
                        "<html>gateway</html>",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        ""),
                row("JSON with 500", Gateway.OLD, 500, "{\"errcode\":60011}", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                row("errcode 0 with 403", Gateway.OLD, 403, "{\"errcode\":0}", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                row("a redirect", Gateway.OLD, 302, "", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                old(
                        "blocked address",
                        "{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\",\"uuid\":\"sim\"}",
                        Kind.BLOCKED,
                        Reason.THROTTLED,
                        ""),
                row(
                        "blocked address, new gateway",
                        Gateway.NEW,
                        200,
                        "{\"status\":1111}",
                        Kind.BLOCKED,
                        Reason.THROTTLED,
                        ""),
                old("quota", "{\"errcode\":90020,\"errmsg\":\"调用量:10001次\"}", Kind.QUOTA, Reason.QUOTA, "90020"),
                old("quota in 88", "{\"errcode\":88,\"sub_code\":\"90020\"}", Kind.QUOTA, Reason.QUOTA, "90020"),
                old("per minute", "{\"errcode\":90006}", Kind.THROTTLED, Reason.THROTTLED, "90006"),
                old("per organisation", "{\"errcode\":90019}", Kind.THROTTLED, Reason.THROTTLED, "90019"),
                old(
                        "for all of DingTalk",
                        "{\"errcode\":88,\"sub_code\":\"90002\"}",
                        Kind.THROTTLED,
                        Reason.THROTTLED,
                        "90002"),
                old(
                        "address not listed",
                        "{\"errcode\":60020,\"errmsg\":\"ip\"}",
                        Kind.BLOCKED,
                        Reason.ADDRESS,
                        "60020"),
                old("wrong key", "{\"errcode\":40096,\"errmsg\":\"不合法\"}", Kind.BLOCKED, Reason.CREDENTIALS, "40096"),
                old("wrong corporation", "{\"errcode\":40089}", Kind.BLOCKED, Reason.CREDENTIALS, "40089"),
                old("unknown code", "{\"errcode\":123456,\"errmsg\":\"?\"}", Kind.REFUSED, Reason.REFUSED, "123456"),
                fresh("InvalidAuthentication", 400, Kind.TOKEN, Reason.CREDENTIALS),
                fresh("InvalidAuthentication", 401, Kind.TOKEN, Reason.CREDENTIALS),
                fresh("invalidClientIdOrSecret", 400, Kind.BLOCKED, Reason.CREDENTIALS),
                fresh("Forbidden.AccessDenied.AccessTokenPermissionDenied", 403, Kind.PERMANENT, Reason.PERMISSION),
                fresh("Forbidden.AccessDenied.IpNotInWhiteList", 403, Kind.BLOCKED, Reason.ADDRESS),
                fresh("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 403, Kind.THROTTLED, Reason.THROTTLED),
                fresh("Forbidden.AccessDenied.QpsLimitForApi", 403, Kind.THROTTLED, Reason.THROTTLED),
                fresh("Forbidden.AccessDenied.QpmLimitForAppkeyAndApi", 403, Kind.THROTTLED, Reason.THROTTLED),
                fresh("Forbidden.AccessDenied.ApiCountLimitForOrg", 403, Kind.QUOTA, Reason.QUOTA),
                fresh("system.error", 400, Kind.TRANSIENT, Reason.UNAVAILABLE),
                fresh("invalidParameter.robotCode.notExsit", 400, Kind.REFUSED, Reason.REFUSED),
                row(
                        "new, 500",
                        Gateway.NEW,
                        500,
                        "{\"code\":\"system.error\"}",
                        Kind.TRANSIENT,
                        Reason.UNAVAILABLE,
                        ""),
                row("new, 403 without a code", Gateway.NEW, 403, "{}", Kind.TRANSIENT, Reason.UNAVAILABLE, ""),
                row("new, cut off", Gateway.NEW, 200, "{\"accessToken\":\"t", Kind.TRANSIENT, Reason.UNAVAILABLE, ""));
    }

    private static Arguments old(String name, String body, Kind kind, Reason reason, String code) {
        return row(name, Gateway.OLD, 200, body, kind, reason, code);
    }

    private static Arguments fresh(String code, int status, Kind kind, Reason reason) {
        String body = "{\"code\":\"" + code + "\",\"message\":\"不行\",\"requestid\":\"01A0\"}";
        return row(code, Gateway.NEW, status, body, kind, reason, code);
    }

    private static Arguments row(
            String name, Gateway gateway, int status, String body, Kind kind, Reason reason, String code) {
        return arguments(name, gateway, status, body, kind, reason, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void anAnswerThatIsNotWholeSaysWhatIsToBeDone(
            String name, Gateway gateway, int status, String body, Kind kind, Reason reason, String code) {
        DingTalkException refusal = open(gateway, status, body);

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.words()).doesNotContain("<", "\n").hasSizeLessThan(260);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errcode\":0,\"errmsg\":\"ok\"}", "{\"errcode\":\"0\"}", " \n{\"errcode\":0 }\n"})
    void errcodeNoughtIsAWholeAnswerAlsoAsText(String body) throws Exception {
        assertThat(Envelope.open(Gateway.OLD, 200, body, CLOCK).isObject()).isTrue();
    }

    @Test
    void theNewGatewayNeedsNoErrcode() throws Exception {
        assertThat(Envelope.open(Gateway.NEW, 200, "{\"expireIn\":7200}", CLOCK)
                        .path("expireIn")
                        .asInt())
                .isEqualTo(7200);
    }

    @Test
    void aMissingPermissionIsNamedAndItsLinkIsNot() {
        DingTalkException refusal = open(Gateway.OLD, 200, SCOPE_88);

        assertThat(refusal.words())
                .isEqualTo("the permission point qyapi_get_member is missing; apply for it in the developer console");
        assertThat(refusal.named()).isEqualTo("qyapi_get_member");
    }

    @Test
    void theAddressThatDingTalkSawIsNamed() {
        String body =
                "{\"errcode\":88,\"sub_code\":\"60020\",\"sub_msg\":\"访问ip不在白名单之中,request ip=%s appKey(ding-x)\"}";

        assertThat(open(Gateway.OLD, 200, body.formatted("203.0.113.9")).named())
                .isEqualTo("203.0.113.9");
        assertThat(open(Gateway.OLD, 200, body.formatted("2001:db8::1")).named())
                .isEqualTo("2001:db8::1");
        assertThat(open(Gateway.OLD, 200, "{\"errcode\":60020,\"errmsg\":\"ip\"}")
                        .named())
                .isEmpty();
    }

    @Test
    void aMissingPermissionOfTheNewGatewayIsNamedHoweverLongItsMessage() {
        String body = """
                {"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","message":"%s",
                "accessdenieddetail":{"requiredScopes":["qyapi_robot_sendmsg"]}}""".formatted("应用尚未开通所需的权限".repeat(30));

        assertThat(open(Gateway.NEW, 403, body).words()).contains("permission point qyapi_robot_sendmsg is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open-dev.dingtalk.com/appscope/apply?content=canary",
                "HTTP://oapi.dingtalk.com/x?access_token=canary",
                "dingtalk://dingtalkclient/page?url=canary"
            })
    void wordsHoldNoAddress(String address) {
        DingTalkException refusal = open(Gateway.OLD, 200, "{\"errcode\":40035,\"errmsg\":\"见 " + address + " 谢谢\"}");

        assertThat(refusal.words()).contains("见", "谢谢").doesNotContain("canary", "://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "限制将在 2026-03-16 10:00:01 结束.",
                "处罚将在 2026-03-16 10:00:01 结束",
                "当前所有钉钉应用调用该接口次数过多，超出了该接口承受的最大qps，请求被暂时限制了，建议错开整点时刻调用该接口,"
                        + " apiPath(dingtalk.oapi.v2.department.listsub), 从 2026-03-16 10:00:00 到 2026-03-16 10:00:00"
                        + " 请求总次数超过 1200 次, 限制将在 2026-03-16 10:00:01 结束."
            })
    void thePrintedEndOfALimitIsReadInShanghaiTime(String words) {
        DingTalkException refusal =
                open(Gateway.OLD, 200, "{\"errcode\":88,\"sub_code\":\"90002\",\"sub_msg\":\"" + words + "\"}");

        assertThat(refusal.printedWait()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theNewGatewaysLimitForAllPrintsItsEndToo() {
        String body =
                "{\"code\":\"Forbidden.AccessDenied.QpsLimitForApi\",\"message\":\"限制将在 2026-03-16 10:00:01 结束\"}";

        assertThat(open(Gateway.NEW, 403, body).printedWait()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aPrintedEndFarAwayIsNotWaitedForInFull() {
        String body = "{\"errcode\":90002,\"errmsg\":\"限制将在 2026-03-17 10:00:01 结束\"}";

        assertThat(open(Gateway.OLD, 200, body).printedWait()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"限制将在 2026-13-41 10:00:01 结束", "限制将结束"})
    void anEndThatCannotBeReadIsNoEnd(String words) {
        String body = "{\"errcode\":90002,\"errmsg\":\"" + words + "\"}";

        assertThat(open(Gateway.OLD, 200, body).printedWait()).isNull();
    }

    private static DingTalkException open(Gateway gateway, int status, String body) {
        return catchThrowableOfType(DingTalkException.class, () -> Envelope.open(gateway, status, body, CLOCK));
    }
}
