package dev.rollcall.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of an examination of the installation. */
public final class DoctorNotices {
    /** The longest sentence, and the longest remedy. */
    private static final int LONGEST = 240;

    private static final int PROBLEMS = 6;

    private DoctorNotices() {}

    /**
     * What the doctor found: how much is well, and the first problems with what to do about each, six at most.
     *
     * @param problems what is not well, the worst first
     */
    public static Notice examined(long fine, List<Problem> problems) {
        List<Problem> all = List.copyOf(problems);
        return new Notice(say -> {
            int shown = Math.min(PROBLEMS, all.size());
            while (shown > 0 && !Budget.fits(Sentences.message(text(say, fine, all, shown)))) {
                shown--;
            }
            return text(say, fine, all, shown);
        });
    }

    private static String text(Phrases say, long fine, List<Problem> all, int shown) {
        if (all.isEmpty()) {
            return say.say("notice.doctor", fine);
        }
        StringBuilder text = new StringBuilder(say.say("notice.doctor.problems", fine, all.size()));
        text.append("\n");
        all.stream().limit(shown).forEach(one -> text.append("\n- ").append(line(say, one)));
        if (all.size() > shown) {
            text.append("\n\n").append(say.say("notice.doctor.more", all.size() - shown));
        }
        return text.toString();
    }

    private static String line(Phrases say, Problem problem) {
        String what = Markdown.text(problem.text(), LONGEST);
        return problem.remedy() == null
                ? what
                : say.say("notice.doctor.problem", what, Markdown.text(problem.remedy(), LONGEST));
    }

    /**
     * Something that is not well.
     *
     * @param text what, and how it is, in the language of the answer
     * @param remedy what to do; null where nothing can be done
     */
    public record Problem(String text, @Nullable String remedy) {}
}
