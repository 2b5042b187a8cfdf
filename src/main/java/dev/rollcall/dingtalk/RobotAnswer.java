package dev.rollcall.dingtalk;

import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.util.Locale;
import java.util.Map;

/** What a robot's refusal means, in words and in what to do (DingTalk 0717; 300005 and 130101 as seen in the field). */
final class RobotAnswer {
    static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("300005", new Meaning(Reason.ROBOT_REMOVED, false, "robot was removed")),
            Map.entry("300001", new Meaning(Reason.ROBOT_REMOVED, false, "robot was removed")),
            Map.entry("400101", new Meaning(Reason.ROBOT_REMOVED, false, "robot was removed")),
            Map.entry("400106", new Meaning(Reason.ROBOT_REMOVED, false, "robot does not exist")),
            Map.entry("400102", new Meaning(Reason.ROBOT_STOPPED, false, "robot is switched off")),
            Map.entry("400013", new Meaning(Reason.GROUP_DISBANDED, false, "group was disbanded")),
            Map.entry("310000", new Meaning(Reason.SECURITY, false, "robot's security setting refuses the message")),
            Map.entry("130101", new Meaning(Reason.THROTTLED, true, "more than 20 messages in a minute")),
            Map.entry("410100", new Meaning(Reason.THROTTLED, true, "more than 20 messages in a minute")),
            Map.entry("90020", new Meaning(Reason.QUOTA, false, "the month's calls are used up")),
            Map.entry("90030", new Meaning(Reason.QUOTA, false, "the month's messages are used up")),
            Map.entry("430101", new Meaning(Reason.CONTENT_REFUSED, false, "DingTalk refuses a link in it")),
            Map.entry("430102", new Meaning(Reason.CONTENT_REFUSED, false, "DingTalk refuses its text")),
            Map.entry("430103", new Meaning(Reason.CONTENT_REFUSED, false, "DingTalk refuses its picture")),
            Map.entry("430104", new Meaning(Reason.CONTENT_REFUSED, false, "DingTalk refuses its content")),
            Map.entry("460101", new Meaning(Reason.TOO_LARGE, false, "message is too large")),
            Map.entry("101002", new Meaning(Reason.TOO_LARGE, false, "message is too large")),
            // The newer gateway, which sends as the app's robot (0714, 0716).
            Map.entry("send.too.fast", new Meaning(Reason.THROTTLED, true, "too many messages")),
            Map.entry("send.byToken.tooFast", new Meaning(Reason.THROTTLED, true, "too many messages")),
            Map.entry("too.many.people", new Meaning(Reason.THROTTLED, true, "too many messages")),
            Map.entry("too.many.group", new Meaning(Reason.THROTTLED, true, "too many messages")),
            Map.entry("bot.stopped", new Meaning(Reason.ROBOT_STOPPED, false, "robot is switched off")),
            Map.entry("group.disbanded", new Meaning(Reason.GROUP_DISBANDED, false, "group was disbanded")),
            Map.entry("resource.not.found", new Meaning(Reason.ROBOT_REMOVED, false, "robot does not exist")),
            Map.entry(
                    "invalidParameter.robotCode.notExsit",
                    new Meaning(Reason.ROBOT_REMOVED, false, "robot does not exist")),
            Map.entry(
                    "invalidParameter.msgParam.tooLong", new Meaning(Reason.TOO_LARGE, false, "message is too large")),
            Map.entry(
                    "contain.unsafe.url", new Meaning(Reason.CONTENT_REFUSED, false, "DingTalk refuses a link in it")));

    private RobotAnswer() {}

    /** The failure that {@code e} means for a delivery. */
    static DeliveryException failure(DingTalkException e) {
        Meaning meaning = meaning(e);
        String code = e.code().isEmpty() ? "" : " (errcode " + e.code() + ")";
        return new DeliveryException(meaning.reason(), meaning.retryable(), meaning.words() + code, e.maybeTaken());
    }

    /**
     * The same for what has no idempotency key, so that another attempt might bring a second message: none may follow
     * where nobody knows what became of this one.
     */
    static DeliveryException unrepeatable(DingTalkException e) {
        DeliveryException failure = failure(e);
        boolean again = failure.retryable() && !unanswered(e);
        return new DeliveryException(
                failure.reason(), again, String.valueOf(failure.getMessage()), failure.maybeTaken());
    }

    /** Whether the message may have been taken and nobody said that it was not. */
    static boolean unanswered(DingTalkException e) {
        return e.maybeTaken() && e.code().isEmpty();
    }

    private static Meaning meaning(DingTalkException e) {
        if (e.code().equals("310000")) {
            return security(e.words());
        }
        Meaning known = MEANINGS.get(e.code());
        if (known != null) {
            return known;
        }
        return switch (e.reason()) {
            case UNAVAILABLE, DEADLINE, IMPLAUSIBLE -> new Meaning(Reason.UNREACHABLE, true, e.words());
            case THROTTLED ->
                e.kind() == Kind.BLOCKED
                        ? new Meaning(Reason.UNREACHABLE, true, e.words())
                        : new Meaning(Reason.THROTTLED, true, "too many calls");
            case QUOTA, SPARED ->
                new Meaning(Reason.QUOTA, false, e.words()); // By our own count: DingTalk's codes are above.
            case PERMISSION, ADDRESS, CREDENTIALS, REFUSED -> new Meaning(Reason.REFUSED, false, e.words());
        };
    }

    /** One code for keyword, signature, time and address: the words tell them apart, and changed over the years. */
    private static Meaning security(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("过期") || lower.contains("invalid timestamp")) {
            return new Meaning(
                    Reason.STALE_SIGNATURE, true, "the signature's time is refused: check this server's clock");
        }
        if (lower.contains("关键词") || lower.contains("keyword")) {
            return new Meaning(Reason.SECURITY, false, "the robot's keyword is not in the message: set keyword");
        }
        if (lower.contains("白名单") || lower.contains("whitelist") || lower.contains("ip ")) {
            return new Meaning(Reason.SECURITY, false, "this server's address is not in the robot's address list");
        }
        return new Meaning(Reason.SECURITY, false, "the robot's signing secret does not match: set secret");
    }

    record Meaning(Reason reason, boolean retryable, String words) {}
}
