package dev.rollcall.message;

import dev.rollcall.message.NightNews.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What admins are told without having asked: each line says what is wrong and what to do. Names of departments are given as
 * they are and made inert where they are printed; nobody is named but by a user id that the configuration has and nobody else.
 */
public final class AdminNotices {
    /** More are an ellipsis: whoever wants all of them looks into the configuration. */
    private static final int MOST = 10;

    private AdminNotices() {}

    /**
     * That a cutoff has no outcome.
     *
     * @param minutes since the cutoff
     * @param digests how many are still to come; 0: nobody has begun
     * @param reason why one of them was put off, as of {@link FailedDelivery}; null where that is not known
     */
    public static Notice overdue(Instant cutoff, long minutes, int digests, @Nullable String reason) {
        return new Notice(say -> {
            String when = say.datedMoment(cutoff);
            if (digests == 0) {
                return say.say("notice.overdue.begun", when, minutes);
            }
            String first = say.say("notice.overdue", when, minutes, digests);
            String why = reason == null
                    ? ""
                    : "\n\n" + say.say("notice.overdue.why", FailureWords.why(say.wording(), reason));
            return first + why + "\n\n" + say.say("notice.overdue.do", Topic.DOCTOR.typed(say.wording()));
        });
    }

    /** That nobody knows what has become of a cutoff, because the database cannot be read. */
    public static Notice outcomeUnknown(Instant cutoff, long minutes) {
        return new Notice(say -> say.say("notice.overdue.unknown", say.datedMoment(cutoff), minutes));
    }

    /** That nobody has received chat for so many minutes. */
    public static Notice noStream(long minutes) {
        return new Notice(say -> say.say("notice.stream", minutes));
    }

    /**
     * What a look at night has found for the first time, which must be something.
     *
     * @param ids whether user ids are said; else only how many there are
     */
    public static Notice night(NightNews news, boolean ids) {
        List<Place> departments = news.departments();
        List<FailedDelivery> robots = news.robots();
        Set<Long> said = departments.stream().map(Place::id).collect(Collectors.toSet());
        List<Place> elsewhere = news.uncovered().stream()
                .filter(place -> !said.contains(place.id()))
                .toList();
        return new Notice(say -> {
            List<String> lines = new ArrayList<>();
            lines.add(say.say("notice.night"));
            if (!elsewhere.isEmpty()) {
                lines.add(say.say("notice.night.people", places(say, elsewhere)));
            }
            if (!departments.isEmpty()) {
                lines.add(say.say("notice.night.departments", departments.size(), places(say, departments)));
            }
            if (!robots.isEmpty()) {
                lines.add(say.say("notice.night.robots", robots.size(), robots(say, robots)));
            }
            if (!news.empty().isEmpty()) {
                lines.add(say.say("notice.night.empty", places(say, news.empty())));
            }
            if (!news.strangers().isEmpty()) {
                lines.add(strangers(say, news.strangers(), ids));
            }
            if (news.rootHidden()) {
                lines.add(say.say("notice.night.root"));
            }
            return String.join("\n\n", lines);
        });
    }

    private static String places(Phrases say, List<Place> places) {
        return few(
                say,
                places.stream()
                        .map(place -> place.people() == 0
                                ? name(place)
                                : say.say("notice.night.place", name(place), place.people()))
                        .toList());
    }

    private static String name(Place place) {
        return Markdown.text(place.name(), String.valueOf(place.id()));
    }

    private static String strangers(Phrases say, List<NightNews.Stranger> strangers, boolean said) {
        List<String> ids = strangers.stream()
                .map(one -> Markdown.text(one.id())
                        + say.say(
                                "bracket",
                                say.wording()
                                        .list(one.keys().stream()
                                                .map(Markdown::text)
                                                .toList())))
                .toList();
        int people =
                strangers.stream().mapToInt(NightNews.Stranger::people).max().orElse(0);
        return said
                ? say.say("notice.night.strangers", strangers.size(), people, few(say, ids))
                : say.say("notice.night.strangers.number", strangers.size(), people);
    }

    private static String robots(Phrases say, List<FailedDelivery> robots) {
        return few(
                say,
                robots.stream()
                        .map(robot -> say.place(robot.department()) + say.say("bracket", why(say, robot)))
                        .toList());
    }

    private static String why(Phrases say, FailedDelivery robot) {
        List<String> why = new ArrayList<>(List.of(FailureWords.why(say.wording(), robot.reason())));
        if (robot.detail() != null) {
            why.add(Markdown.text(robot.detail()));
        }
        return say.wording().clauses(why);
    }

    private static String few(Phrases say, List<String> all) {
        String some = say.wording().list(all.stream().limit(MOST).toList());
        return all.size() > MOST ? say.say("names.more", some) : some;
    }
}
