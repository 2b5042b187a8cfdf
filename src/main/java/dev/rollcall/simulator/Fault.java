package dev.rollcall.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a call. Codes take the shape of the gateway they come from: plain, in 88, or HTTP 4xx. */
public enum Fault {
    HTTP_500,
    HTTP_503,
    HTTP_504,
    /** An HTML page with status 400, as connections/open has been seen to answer. */
    HTML_400,
    /** An HTML page with status 500. */
    HTML_500,
    /** An HTML page with status 200. */
    HTML_200,
    /** The address is blocked: from the first call of the path it was switched on for, every path answers so [KB 0012]. */
    IP_BLOCK_1111,
    /** The right answer, cut in half. */
    TRUNCATED_JSON,
    EMPTY_OBJECT,
    /** The connection ends without an answer. */
    DROPPED_CONNECTION,
    /** The connection is reset without an answer, as by a machine that has lost its memory. */
    RESET_CONNECTION,
    /** Nothing is done and nothing answered, until the client goes or the simulator is closed. */
    HANGS,
    /** The right answer after {@link SimulatorSettings#withSlowness}. */
    SLOW,
    ERR_MINUS_1(-1, "系统繁忙", "system.error", 500),
    ERR_15(15, "Remote service error", "gateway.timeout", 504),
    ERR_88_NO_SUB(88, "ding talk error", "gateway.timeout", 504),
    ERR_90018(90018, "应用调用该接口的频率超过限制", "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 403),
    /** With its printed end time, a second ahead by the settings' clock. */
    ERR_90002(90002, "", "Forbidden.AccessDenied.QpsLimitForApi", 403),
    ERR_90020(
            90020,
            "您的企业本月api调用量已超过限制,调用量:10001次,额度:10000次,请登录开发者后台-资源管理-查看用量明细",
            "Forbidden.AccessDenied.ApiCountLimitForOrg",
            403),
    ERR_40014(40014, "不合法的access_token", "InvalidAuthentication", 400),
    ERR_42001(42001, "access_token超时", "InvalidAuthentication", 400),
    ERR_60011(
            60011,
            "应用尚未开通所需的权限：[qyapi_get_attendance_data]，点击链接申请并开通即可：https://open-dev.dingtalk.com/appscope/apply?content=dingsim%23qyapi_get_attendance_data, {requiredScopes=[qyapi_get_attendance_data]}",
            "Forbidden.AccessDenied.AccessTokenPermissionDenied",
            403),
    ERR_60020(
            60020,
            "访问ip不在白名单之中,request ip=203.0.113.9 appKey(dingsim)",
            "Forbidden.AccessDenied.IpNotInWhiteList",
            403),
    /** What connections/open says of a wrong secret. */
    AUTH_FAILED(40035, "鉴权失败", "authFailed", 401),
    /** The right answer without errcode. */
    MISSING_ERRCODE,
    /** Paging calls repeat page one, and there is always more. */
    SAME_PAGE_FOREVER,
    /** Paging calls answer with empty pages, and there is always more. */
    EMPTY_PAGES_FOREVER,
    /** Robots: the message is taken, then the connection dropped. */
    ACCEPTED_THEN_DROPPED,
    ROBOT_GROUP_DISSOLVED(400013, "群已被解散", "group.disbanded", 400),
    ROBOT_DISABLED(400102, "机器人已停用", "bot.stopped", 400),
    ROBOT_REMOVED(300005, "token is not exist", "resource.not.found", 400),
    /** The same as the documentation has it. */
    ROBOT_UNKNOWN(400101, "access_token不存在", "resource.not.found", 400),
    /** The robot's own list of addresses [KB 0717]. */
    ROBOT_ADDRESS_REFUSED(310000, "description:ip 不在白名单中;solution:请联系对应群的管理员，设置机器人安全ip地址段;", "ip.not.match", 400),
    ROBOT_TOO_FAST(130101, "send too fast, exceed 20 times per minute", "send.too.fast", 400),
    ROBOT_CONTENT_REFUSED(430104, "消息内容不合适", "contain.notAllowed.content", 400),
    ROBOT_SYSTEM_ERROR(500100, "description:系统异常，请稍后再试;", "system.error", 500);

    private final int code;
    private final String text;
    private final String modernCode;
    private final int modernStatus;

    Fault() {
        this(0, "", "", 0);
    }

    Fault(int code, String text, String modernCode, int modernStatus) {
        this.code = code;
        this.text = text;
        this.modernCode = modernCode;
        this.modernStatus = modernStatus;
    }

    /** The refusal of a fault that is an error code; null for the others. */
    @Nullable
    Refusal refusal(String path, Instant now) {
        if (code == 0) {
            return null;
        }
        String message = this == ERR_90002 ? Refusal.globalLimitText(path, now) : text;
        return new Refusal(code, message, modernCode, modernStatus);
    }
}
