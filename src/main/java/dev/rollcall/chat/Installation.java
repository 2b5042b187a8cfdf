package dev.rollcall.chat;

import dev.rollcall.message.DoctorNotices.Problem;
import dev.rollcall.message.Language;
import dev.rollcall.message.QuotaNotices.Part;
import java.time.Duration;
import java.util.List;

/** What admins may ask about the installation itself. Implementations are thread-safe. */
public interface Installation {
    /** What the month has cost so far, and will have. */
    Quota quota();

    /** Has DingTalk asked again though it has said that the month's calls are used up; whether it had. */
    boolean resume();

    /** How old an answer from the shared state of the day may be now: longer where calls run short. */
    Duration goodFor();

    /** What the doctor finds, in {@code language}. Asks DingTalk; takes three quarters of a minute at most. */
    Health examined(Language language);

    /**
     * How it is.
     *
     * @param fine how many findings are well
     * @param problems the others that were looked at, the worst first
     */
    record Health(long fine, List<Problem> problems) {
        public Health {
            problems = List.copyOf(problems);
        }
    }

    /**
     * How the month stands.
     *
     * @param shed what is done without, as {@code quota.shed.} has it
     * @param refused whether DingTalk has said that the calls are used up
     */
    record Quota(Part calls, Part messages, List<String> shed, boolean refused) {
        public Quota {
            shed = List.copyOf(shed);
        }
    }
}
