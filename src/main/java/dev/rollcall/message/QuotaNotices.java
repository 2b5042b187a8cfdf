package dev.rollcall.message;

import java.util.List;

/** What is said of the month's quota. */
public final class QuotaNotices {
    private QuotaNotices() {}

    /**
     * What the month has cost, will cost, and what is done without.
     *
     * @param shed words of {@code quota.shed.}…
     * @param refused whether DingTalk has said that the calls are used up
     */
    public static Notice usage(Part calls, Part messages, List<String> shed, boolean refused) {
        List<String> without = List.copyOf(shed);
        return new Notice(say -> {
            StringBuilder text = new StringBuilder(say.say("notice.quota", calls.share(), messages.share()));
            if (calls.forecast() > 0) {
                text.append('\n').append('\n');
                text.append(say.say("notice.quota.forecast", calls.forecast(), messages.forecast()));
            }
            if (!without.isEmpty()) {
                text.append("\n\n").append(without(say, without));
            }
            if (refused) {
                text.append("\n\n").append(say.say("notice.quota.refused", Topic.QUOTA_RESUME.typed(say.wording())));
            }
            return text.toString();
        });
    }

    /** That so many percent of the month's calls are used. */
    public static Notice callsUsed(int percent, Part calls, List<String> shed) {
        List<String> without = List.copyOf(shed);
        return new Notice(say -> say.say("notice.quota.calls", percent, calls.share())
                + forecast(say, calls)
                + "\n\n"
                + (without.isEmpty() ? say.say("notice.quota.order") : without(say, without)));
    }

    /** That the month's calls are used up by our own count. */
    public static Notice callsUsedUp(Part calls) {
        return new Notice(say -> say.say("notice.quota.calls.usedup", calls.share()));
    }

    /** That DingTalk says that the month's calls are used up (90020). */
    public static Notice callsRefused() {
        return new Notice(say -> say.say("notice.quota.refused", Topic.QUOTA_RESUME.typed(say.wording())));
    }

    /** That so many percent of the month's messages are used. */
    public static Notice messagesUsed(int percent, Part messages) {
        return new Notice(say -> say.say("notice.quota.messages", percent, messages.share()) + forecast(say, messages));
    }

    /** That calls are made again, because somebody says that DingTalk answers; or that they had not stopped. */
    public static Notice resumed(boolean hadStopped) {
        return new Notice(say -> say.say(hadStopped ? "notice.quota.resumed" : "notice.quota.running"));
    }

    private static String forecast(Phrases say, Part part) {
        return part.forecast() > 0 ? "\n\n" + say.say("notice.quota.end", part.forecast()) : "";
    }

    private static String without(Phrases say, List<String> shed) {
        return say.say(
                "notice.quota.shed",
                say.wording()
                        .list(shed.stream()
                                .map(one -> say.say("quota.shed." + one))
                                .toList()));
    }

    /**
     * One of the two things that are counted.
     *
     * @param used so far
     * @param limit 0: unlimited
     * @param forecast by the end of the month; 0: not known
     */
    public record Part(long used, long limit, long forecast) {
        private String share() {
            return NoticeParts.share(used, limit);
        }
    }
}
