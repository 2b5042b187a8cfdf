package dev.rollcall.chat;

import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the policy has decided.
 *
 * @param audience who may read the answer; null where there is to be none
 * @param refusal why there is none; null where there may be one. Says nothing of what was asked about
 */
public record Permit(@Nullable Audience audience, @Nullable Refusal refusal) {
    static Permit to(Audience audience) {
        return new Permit(audience, null);
    }

    static Permit refused(Refusal why) {
        return new Permit(null, why);
    }
}
