package dev.rollcall.message;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a digest mentions: nobody, unless the department asked for it, and never everybody at once.
 *
 * <p>Only ids that are one word in markdown are mentioned; DingTalk takes at most 50 (0717).
 */
final class Mentions {
    private static final int MOST = 50;
    private static final int MOST_ABSENTEES = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*");

    private Mentions() {}

    /** The user ids to mention in the digest of {@code rollCall}, which names {@code listed}. */
    static List<String> of(
            DigestContext context, DepartmentRollCall rollCall, DigestStyle style, List<Finding> listed) {
        if (listed.isEmpty() || style.show() == DigestStyle.Show.COUNTS) {
            return List.of();
        }
        Stream<String> ids = switch (style.mention()) {
            case NONE -> Stream.empty();
            case LEAD -> leads(context, rollCall, style);
            case ABSENTEES -> absentees(context, listed);
        };
        return ids.filter(id -> ID.matcher(id).matches()).distinct().limit(MOST).toList();
    }

    private static Stream<String> leads(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        List<String> leads = style.leads().isEmpty() ? rollCall.managers() : style.leads();
        return context.mentionLeads() ? leads.stream() : Stream.empty();
    }

    private static Stream<String> absentees(DigestContext context, List<Finding> listed) {
        if (context.lateness() != null || listed.size() > MOST_ABSENTEES) {
            return Stream.empty();
        }
        return listed.stream()
                .filter(one -> one.shiftEnd() == null || one.shiftEnd().isAfter(context.asOf()))
                .map(one -> one.employee().id());
    }
}
