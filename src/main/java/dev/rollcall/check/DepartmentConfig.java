package dev.rollcall.check;

import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One department: when and where its digest goes and what it looks like. Its sub-departments belong to it.
 *
 * @param id DingTalk's {@code dept_id}; positive
 * @param name its name; default: empty, DingTalk's own name is taken
 * @param aliases further names that chat and the command line understand; default: none
 * @param robot its group's robot; default: null, no digest, chat and board only
 * @param cutoffs names of its cutoffs; default: none
 * @param leads user ids of its leads; default: empty, the department's managers in DingTalk are taken
 * @param conversation id of its group's conversation; default: null, chat in its group is answered with help only
 * @param mention who is mentioned in its digest; default: nobody
 * @param show whether names are printed; default: names
 * @param whenAllPresent what is posted when nobody is absent; default: a brief digest
 * @param language the language of its digest; default: the configuration's {@code language}
 * @param shadow whether its digest goes to the company's robot, to try it out; default: false
 */
public record DepartmentConfig(
        long id,
        String name,
        List<String> aliases,
        @Nullable RobotConfig robot,
        List<String> cutoffs,
        List<String> leads,
        @Nullable String conversation,
        DigestStyle.Mention mention,
        DigestStyle.Show show,
        DigestStyle.WhenAllPresent whenAllPresent,
        Language language,
        boolean shadow) {
    public DepartmentConfig {
        aliases = List.copyOf(aliases);
        cutoffs = List.copyOf(cutoffs);
        leads = List.copyOf(leads);
        if (id <= 0) {
            throw new IllegalArgumentException("a department's id must be positive: " + id);
        }
    }

    /** The defaults: no robot, no cutoffs, chat and board only. */
    public static DepartmentConfig of(long id, Language language) {
        return new DepartmentConfig(
                id,
                "",
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                DigestStyle.Mention.NONE,
                DigestStyle.Show.NAMES,
                DigestStyle.WhenAllPresent.BRIEF,
                language,
                false);
    }

    /** The digest's style, with {@code managers} as leads where the configuration names none. */
    public DigestStyle style(List<String> managers) {
        List<String> who = leads.isEmpty() ? managers : leads;
        return new DigestStyle(language, show, mention, who, whenAllPresent, robot == null ? null : robot.keyword());
    }
}
