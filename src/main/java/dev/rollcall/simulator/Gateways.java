package dev.rollcall.simulator;

/** Which paths belong to which of DingTalk's gateways. */
final class Gateways {
    private Gateways() {}

    static boolean isModern(String path) {
        return path.startsWith("/v1.0/");
    }

    static boolean isTop(String path) {
        return path.startsWith("/topapi/");
    }

    static boolean isRobot(String path) {
        return path.equals(WebhookApi.PATH) || path.equals(SessionApi.PATH) || path.startsWith("/v1.0/robot/");
    }

    /** Token, contacts and the custom robots' webhook do not count against the quota of API calls [KB 1432]. */
    static boolean isMetered(String path) {
        return path.startsWith("/attendance/")
                || path.startsWith("/topapi/attendance/")
                || path.startsWith("/v1.0/robot/");
    }
}
