package dev.rollcall.dingtalk;

import dev.rollcall.common.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How to reach DingTalk and how much of it may be used.
 *
 * @param appKey the app's key; never empty
 * @param appSecret the app's secret
 * @param robotCode the app robot; default: {@code appKey}
 * @param opUserId an administrator's user id, for the calls that want one; default: {@code 0}
 * @param shiftSettings whether shifts are asked about; default: true. False: all are taken as rigid
 * @param oapiUrl base of the older gateway, without a slash at its end; default: {@code https://oapi.dingtalk.com}
 * @param apiUrl base of the newer gateway, without a slash at its end; default: {@code https://api.dingtalk.com}
 * @param requestsPerSecond calls per second and API, 1 to 60; default: 15
 * @param monthlyCalls the organisation's quota of calls; default: 5000; 0: unlimited
 * @param monthlyMessages the organisation's quota of messages; default: 3000; 0: unlimited
 * @param stream whether chat is received over a Stream connection; default: true
 * @param callback whether chat is received at {@code POST /dingtalk/robot}; default: true
 * @param callbackTolerance how far the time of a callback's signature may be from this server's, 1 s to 1 h; default: 5
 *     minutes
 * @param callbackAdmin whether commands that change something are taken over the callback; default: false
 * @param events whether punch events are received; default: false
 */
public record DingTalkConfig(
        String appKey,
        Secret appSecret,
        String robotCode,
        String opUserId,
        boolean shiftSettings,
        URI oapiUrl,
        URI apiUrl,
        int requestsPerSecond,
        int monthlyCalls,
        int monthlyMessages,
        boolean stream,
        boolean callback,
        Duration callbackTolerance,
        boolean callbackAdmin,
        boolean events) {
    private static final URI OAPI = URI.create("https://oapi.dingtalk.com");
    private static final URI API = URI.create("https://api.dingtalk.com");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** DingTalk itself takes a signature for an hour (0718). */
    private static final Duration LONGEST = Duration.ofHours(1);

    public DingTalkConfig {
        if (appKey.isBlank() || robotCode.isBlank() || opUserId.isBlank()) {
            throw new IllegalArgumentException("appKey, robotCode and opUserId must not be empty");
        }
        if (requestsPerSecond < 1 || requestsPerSecond > 60) {
            throw new IllegalArgumentException("requestsPerSecond must be 1 to 60: " + requestsPerSecond);
        }
        if (monthlyCalls < 0 || monthlyMessages < 0) {
            throw new IllegalArgumentException("a quota must not be negative");
        }
        if (callbackTolerance.compareTo(Duration.ofSeconds(1)) < 0 || callbackTolerance.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("callbackTolerance must be 1 s to 1 h: " + callbackTolerance);
        }
    }

    /** The defaults for one app. */
    public static DingTalkConfig of(String appKey, Secret appSecret) {
        return new DingTalkConfig(
                appKey, appSecret, appKey, "0", true, OAPI, API, 15, 5000, 3000, true, true, TOLERANCE, false, false);
    }
}
