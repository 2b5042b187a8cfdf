package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.Refused;
import java.util.Locale;

/** What a group robot's refusal means (DingTalk 0717; 300005 and 130101 as seen in the field). Its remedy has the same key. */
final class RobotWords {
    private RobotWords() {}

    static Sentence of(Refused refused, RobotConfig robot) {
        String code = refused.code();
        return switch (code) {
            case "300005", "300001", "400101", "400106" -> Sentence.of("robot.gone", code);
            case "400102" -> Sentence.of("robot.stopped", code);
            case "400013" -> Sentence.of("robot.disbanded", code);
            case "310000" -> security(refused, robot);
            case "130101", "410100" -> Sentence.of("robot.fast", code);
            case "430101", "430102", "430103", "430104" -> Sentence.of("robot.content", code);
            case "90020", "90030" -> Sentence.of("robot.quota", code);
            default -> other(refused);
        };
    }

    private static Sentence other(Refused refused) {
        if (refused.reason() == Reason.QUOTA && refused.code().isEmpty()) {
            return Sentence.of("robot.own_quota");
        }
        return refused.code().isEmpty()
                ? Sentence.of("robot.silent", refused.words())
                : Sentence.of("robot.refused", refused.words(), refused.code());
    }

    /** One code for keyword, signature, time and address: the words tell them apart, and changed over the years. */
    private static Sentence security(Refused refused, RobotConfig robot) {
        String words = refused.words().toLowerCase(Locale.ROOT);
        if (words.contains("过期") || words.contains("invalid timestamp")) {
            return Sentence.of("robot.stale");
        }
        if (words.contains("关键词") || words.contains("keyword")) {
            return robot.keyword() == null
                    ? Sentence.of("robot.keyword")
                    : Sentence.of("robot.other_keyword", robot.keyword());
        }
        if (words.contains("白名单") || words.contains("whitelist") || words.contains("ip ")) {
            return Sentence.of("robot.address");
        }
        return Sentence.of(robot.secret() == null ? "robot.unsigned" : "robot.signature");
    }
}
