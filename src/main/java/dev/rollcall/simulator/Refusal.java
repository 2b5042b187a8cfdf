package dev.rollcall.simulator;

import java.time.Instant;

/** DingTalk says no: one error in the words of both gateways. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int code;
    final String modernCode;
    final int modernStatus;
    /** The call asked for more than the documented limit. */
    final boolean oversized;

    Refusal(int code, String text, String modernCode, int modernStatus) {
        this(code, text, modernCode, modernStatus, false);
    }

    private Refusal(int code, String text, String modernCode, int modernStatus, boolean oversized) {
        super(text, null, false, false);
        this.code = code;
        this.modernCode = modernCode;
        this.modernStatus = modernStatus;
        this.oversized = oversized;
    }

    static Refusal of(int code, String text) {
        return new Refusal(code, text, "invalidParameter", 400);
    }

    /** For the new gateway alone. */
    static Refusal modern(int status, String code, String text) {
        return new Refusal(40035, text, code, status);
    }

    /** The code for too many users or too large a page is not documented; 40035 is the guess of the reference [U]. */
    static Refusal oversized(String text) {
        return new Refusal(40035, text, "invalidParameter", 400, true);
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** The wording of 90002, which says when it ends. */
    static String globalLimitText(String path, Instant now) {
        String api = "dingtalk.oapi" + path.replace("/topapi", "").replace('/', '.');
        return "当前所有钉钉应用调用该接口次数过多，超出了该接口承受的最大qps，请求被暂时限制了，建议错开整点时刻调用该接口, apiPath(%s), 从 %s 到 %s 请求总次数超过 1200 次, 限制将在 %s 结束."
                .formatted(api, Shanghai.text(now), Shanghai.text(now), Shanghai.text(now.plusSeconds(1)));
    }
}
