package dev.rollcall.dingtalk;

import dev.rollcall.absence.SourceException.Reason;

/**
 * Why DingTalk did not answer a trial question.
 *
 * @param reason what that means
 * @param code DingTalk's own, as a number or a word, the one behind an 88 included; empty where there is none, and where
 *     the question was not asked any more
 * @param words what happened, mostly DingTalk's own words, without addresses and secrets
 * @param named the permission point that is missing, or the address that DingTalk saw; empty where it names neither
 */
public record Refused(Reason reason, String code, String words, String named) {
    static Refused of(DingTalkException e) {
        return new Refused(e.reason(), e.code(), e.words(), e.named());
    }
}
