package dev.rollcall.chat;

import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.absence.RollCall;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.HeldNames;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Found;
import dev.rollcall.message.Found.Tell;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Week;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has not clocked in, who is late or away, how many: answers about departments. Blocks; thread-safe. */
final class Lists {
    /** Older data is said to be so. */
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private static final int LONGEST_SPAN = 31;

    private final LiveRollCalls live;
    private final Installation installation;
    private final ChatSettings settings;
    private final Answering answering;
    private final ReplyRenderer renderer;
    private final HeldNames heldNames;
    private final Times times;
    private final PastDays past;

    Lists(
            LiveRollCalls live,
            Installation installation,
            ChatSettings settings,
            Answering answering,
            ReplyRenderer renderer,
            HeldNames heldNames,
            Times times,
            PastDays past) {
        this.live = live;
        this.installation = installation;
        this.settings = settings;
        this.answering = answering;
        this.renderer = renderer;
        this.heldNames = heldNames;
        this.times = times;
        this.past = past;
    }

    /** The answer to a question about departments; null where it is about the one who asks. */
    @Nullable
    Reply answer(Question question) {
        When when = question.command().when();
        Meant meant = Scopes.of(
                question, one -> answering.permits(question, Subject.of(matter(question, false, when), Set.of(one))));
        if (meant.problem() != null) {
            return answering.proposing(question, meant.problem());
        }
        if (meant.departments().isEmpty() && !meant.untold()) {
            return null;
        }
        Subject subject = Subject.of(matter(question, meant.company(), when), meant.departments());
        return answering.permitted(question, subject, audience -> found(question, meant, when, audience));
    }

    private static Matter matter(Question question, boolean company, @Nullable When when) {
        if (company) {
            return Matter.COMPANY;
        }
        boolean today =
                when == null || (when instanceof When.Day day && day.day().equals(question.today()));
        return today && question.command().intent() == Intent.ABSENT ? Matter.TODAY : Matter.LISTS;
    }

    private Message found(Question question, Meant meant, @Nullable When when, Audience audience) {
        Notice noSuchDays = question.noSuchDays();
        if (noSuchDays != null) {
            return renderer.notice(question.reply(), noSuchDays);
        }
        if (when instanceof When.Span span) {
            return renderer.week(question.reply(), week(question, meant, span));
        }
        LocalDate date = when instanceof When.Day day ? day.day() : question.today();
        return list(question, meant, read(question, meant.departments(), date), audience);
    }

    private RollCall read(Question question, Set<Long> departments, LocalDate date) {
        return (date.equals(question.today())
                        ? live.today(departments, installation.goodFor())
                        : live.day(departments, date))
                .join();
    }

    private Message list(Question question, Meant meant, RollCall rollCall, Audience audience) {
        Found found = Found.of(rollCall)
                .holding(heldNames.of(rollCall))
                .telling(tell(question, meant, audience))
                .cached(age(question, rollCall))
                .linkedTo(link(question, meant, rollCall.workDate(), audience))
                .before(next(question, meant, rollCall))
                .knowing(answering.known(rollCall.workDate(), question.now()));
        Found whole = meant.company() ? found.ofCompany() : found;
        return switch (question.command().intent()) {
            case LATE -> renderer.late(question.reply(), whole);
            case LEAVE -> renderer.leave(question.reply(), whole);
            case OUT -> renderer.out(question.reply(), whole);
            case SUMMARY -> renderer.summary(question.reply(), whole);
            default ->
                meant.company() && rollCall.departments().size() > 1
                        ? renderer.summary(question.reply(), whole)
                        : renderer.absent(question.reply(), whole);
        };
    }

    /** In a group what its digest shows; in private, to those who may see it, everything. */
    private Tell tell(Question question, Meant meant, Audience audience) {
        boolean shared = question.message().group() && audience == Audience.CONVERSATION;
        boolean counts = meant.departments().stream()
                .flatMap(id -> settings.department(id).stream())
                .map(DepartmentConfig::show)
                .anyMatch(DigestStyle.Show.COUNTS::equals);
        if (shared) {
            return counts ? Tell.COUNTS : Tell.NAMES;
        }
        return meant.departments().stream().allMatch(question.asker()::sees) ? Tell.ALL : Tell.NAMES;
    }

    /**
     * Where all of it is to be seen. What a digest's link shows to whoever has it, the absent of one department, is opened by
     * such a link; everything else by those who are let in.
     */
    private @Nullable String link(Question question, Meant meant, LocalDate date, Audience audience) {
        if (meant.departments().size() != 1) {
            return settings.board().company();
        }
        long department = meant.departments().iterator().next();
        boolean asInDigest =
                question.command().intent() == Intent.ABSENT && tell(question, meant, audience) != Tell.ALL;
        return asInDigest
                ? settings.board().department(department, date, question.now())
                : settings.board().department(department, date);
    }

    /** A department's page shows the days before too. */
    private @Nullable String board(Question question, Meant meant, LocalDate last) {
        return meant.departments().size() == 1
                ? settings.board()
                        .department(
                                meant.departments().iterator().next(),
                                last.isAfter(question.today()) ? question.today() : last)
                : settings.board().company();
    }

    /** When today's next digest is due, for those who ask before anybody is. */
    private @Nullable Instant next(Question question, Meant meant, RollCall rollCall) {
        return rollCall.workDate().equals(question.today())
                ? times.first(meant.departments(), question.now()).orElse(null)
                : null;
    }

    static @Nullable Duration age(Question question, RollCall rollCall) {
        return age(question, rollCall.readAt());
    }

    private static @Nullable Duration age(Question question, Instant readAt) {
        Duration age = Duration.between(readAt, question.now());
        return age.compareTo(JUST_NOW) > 0 ? age : null;
    }

    private Week week(Question question, Meant meant, When.Span span) {
        List<Week.Day> days = new ArrayList<>();
        Instant newest = null;
        LocalDate last = span.last().isAfter(span.first().plusDays(LONGEST_SPAN))
                ? span.first().plusDays(LONGEST_SPAN)
                : span.last();
        for (LocalDate date = span.first(); !date.isAfter(last); date = date.plusDays(1)) {
            if (date.isAfter(question.today()) || date.isBefore(AttendanceSource.earliest(question.today()))) {
                days.add(new Week.Day(date, null));
            } else {
                PastDays.Numbers numbers = past.of(meant.departments(), date);
                days.add(numbers.day());
                newest = numbers.readAt();
            }
        }
        return new Week(
                what(question.command().intent()),
                names(question, meant),
                days,
                newest == null ? question.now() : newest,
                newest == null ? null : age(question, newest),
                board(question, meant, last));
    }

    private static Week.What what(Intent intent) {
        return switch (intent) {
            case LATE -> Week.What.LATE;
            case LEAVE -> Week.What.LEAVE;
            case OUT -> Week.What.OUT;
            default -> Week.What.ABSENT;
        };
    }

    /** None for the company. */
    private static List<String> names(Question question, Meant meant) {
        return meant.company()
                ? List.of()
                : question.directory().units().stream()
                        .filter(unit -> meant.departments().contains(unit.id()))
                        .map(Directory.Unit::name)
                        .toList();
    }
}
