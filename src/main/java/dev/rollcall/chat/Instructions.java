package dev.rollcall.chat;

import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.check.Requests;
import dev.rollcall.check.Requests.Firing;
import dev.rollcall.ledger.Mutes;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands that change what is posted: mute, unmute, resend, release. Each is written down. Thread-safe. */
final class Instructions {
    private static final int LONGEST_SPAN = 31;

    /** Nobody releases today what was held longer ago without saying so. */
    private static final Duration SHIFT = Duration.ofHours(12);

    private final ChatSettings settings;
    private final Answering answering;
    private final ReplyRenderer renderer;
    private final Requests requests;
    private final Mutes mutes;

    Instructions(ChatSettings settings, Answering answering, ReplyRenderer renderer, Requests requests, Mutes mutes) {
        this.settings = settings;
        this.answering = answering;
        this.renderer = renderer;
        this.requests = requests;
        this.mutes = mutes;
    }

    /** Does what is asked for, if the asker may have it done. */
    Reply answer(Question question) {
        boolean release = question.command().intent() == Intent.RELEASE;
        Asker asker = question.asker();
        Set<Long> first = asker.seesAll() ? question.directory().ids() : asker.leads();
        Subject any = Subject.of(release ? Matter.RELEASE : Matter.ORDER, first);
        Permit may = answering.decide(question, any);
        if (may.refusal() != null) {
            return answering.refused(question, may.refusal());
        }
        Meant meant = Scopes.of(question, one -> answering.permits(question, Subject.of(any.matter(), Set.of(one))));
        if (meant.problem() != null) {
            return answering.proposing(question, meant.problem());
        }
        Subject subject = Subject.of(any.matter(), meant.departments());
        return answering.permitted(
                question, subject, audience -> renderer.notice(question.reply(), done(question, meant)));
    }

    private Notice done(Question question, Meant meant) {
        return switch (question.command().intent()) {
            case MUTE -> mute(question, meant);
            case UNMUTE -> unmute(question, meant);
            case RESEND -> resend(question, meant);
            default -> release(question, meant);
        };
    }

    private Notice mute(Question question, Meant meant) {
        List<LocalDate> dates = dates(question);
        if (question.command().when() instanceof When.Impossible) {
            return Notice.noSuchDate();
        }
        LocalDate last = dates.get(dates.size() - 1);
        if (last.isBefore(question.today())) {
            return Notice.past(last);
        }
        if (meant.company() && question.command().scope().kind() != Scope.Kind.COMPANY) {
            return Notice.whichMute(question.directory().units().stream()
                    .map(Directory.Unit::name)
                    .findFirst()
                    .orElse(""));
        }
        for (long department : targets(meant)) {
            dates.forEach(date -> mutes.mute(department, date, by(question), question.now()));
        }
        return Notice.muted(name(question, meant), dates.get(0), last);
    }

    /** With the whole company everybody is unmuted; a department that is muted with it is not by itself. */
    private Notice unmute(Question question, Meant meant) {
        Set<Long> those = new TreeSet<>(targets(meant));
        if (meant.company()) {
            those.addAll(question.directory().ids());
        }
        boolean any = false;
        for (long department : those) {
            any |= unmute(question, department);
        }
        if (dates(question).stream().anyMatch(date -> mutes.muted(SlotKey.COMPANY, date))) {
            return Notice.mutedWithCompany(name(question, meant));
        }
        return any ? Notice.unmuted(name(question, meant)) : Notice.notMuted(name(question, meant));
    }

    private boolean unmute(Question question, long department) {
        if (question.command().when() == null) {
            return mutes.unmuteFrom(department, question.today());
        }
        boolean any = false;
        for (LocalDate date : dates(question)) {
            any |= mutes.unmute(department, date);
        }
        return any;
    }

    /** Today where no day was said; empty where it was none that there is. */
    private static List<LocalDate> dates(Question question) {
        @Nullable When when = question.command().when();
        if (when instanceof When.Impossible) {
            return List.of();
        }
        if (when instanceof When.Day day) {
            return List.of(day.day());
        }
        if (when instanceof When.Span span) {
            return days(span.first(), span.last());
        }
        return when instanceof When.Future future ? days(future.first(), future.last()) : List.of(question.today());
    }

    private static List<LocalDate> days(LocalDate first, LocalDate last) {
        return Stream.iterate(first, date -> !date.isAfter(last), date -> date.plusDays(1))
                .limit(LONGEST_SPAN)
                .toList();
    }

    private Notice resend(Question question, Meant meant) {
        LocalTime time = question.command().time();
        if (time == null) {
            return Notice.typeLike(Topic.RESEND);
        }
        if (question.command().when() instanceof When.Future future) {
            return Notice.future(future.first());
        }
        List<LocalDate> dates = dates(question);
        if (dates.size() != 1) {
            return Notice.noSuchDate();
        }
        List<Firing> firings = targets(meant).stream()
                .flatMap(id -> requests.at(id, settings.cutoffsOf(id), dates.get(0), time).stream())
                .toList();
        if (firings.isEmpty()) {
            return Notice.noSuchCutoff(times(meant, dates.get(0)));
        }
        List<Firing> due =
                firings.stream().filter(one -> requests.again(one.key())).toList();
        Instant asOf = firings.get(0).asOf();
        return due.isEmpty()
                ? Notice.nothingToResend(name(question, meant), asOf)
                : Notice.resent(names(question, due.stream().map(Firing::key).toList()), asOf);
    }

    /** When the digests of those that were meant are posted on {@code date}. */
    private List<String> times(Meant meant, LocalDate date) {
        return targets(meant).stream()
                .flatMap(id -> requests.of(id, settings.cutoffsOf(id), date).stream())
                .map(one -> settings.clock(one.asOf()))
                .distinct()
                .sorted()
                .toList();
    }

    private Notice release(Question question, Meant meant) {
        List<SlotKey> held = new ArrayList<>();
        for (long department : meant.departments()) {
            held(question, department).map(Slot::key).ifPresent(held::add);
        }
        if (held.isEmpty()) {
            return Notice.nothingHeld(name(question, meant));
        }
        if (meant.company() && held.size() > 1) {
            return Notice.whichRelease(
                    held.stream().map(key -> name(question, key.department())).toList());
        }
        List<SlotKey> released =
                held.stream().filter(key -> requests.release(key, by(question))).toList();
        return released.isEmpty()
                ? Notice.releaseLater(names(question, held))
                : Notice.released(names(question, released));
    }

    /** The last one that is held of that day; where none was said of today, or of a shift that began the day before. */
    private Optional<Slot> held(Question question, long department) {
        @Nullable LocalTime time = question.command().time();
        List<LocalDate> dates = question.command().when() == null
                ? List.of(question.today(), question.today().minusDays(1))
                : dates(question);
        return dates.stream()
                .flatMap(date -> requests.held(department, date).stream()
                        .filter(slot -> time == null || Requests.isAt(slot.asOf(), time, settings.zone()))
                        .filter(slot -> question.command().when() != null
                                || slot.asOf().isAfter(question.now().minus(SHIFT)))
                        .reduce((first, last) -> last)
                        .stream())
                .findFirst();
    }

    /** The company's own slot where the whole company was meant. */
    private static List<Long> targets(Meant meant) {
        return meant.company()
                ? List.of(SlotKey.COMPANY)
                : meant.departments().stream().sorted().toList();
    }

    private static String by(Question question) {
        return Objects.requireNonNull(question.asker().id());
    }

    private List<String> name(Question question, Meant meant) {
        return meant.company()
                ? List.of("")
                : meant.departments().stream()
                        .sorted()
                        .map(id -> name(question, id))
                        .toList();
    }

    private static List<String> names(Question question, List<SlotKey> keys) {
        return keys.stream().map(key -> name(question, key.department())).toList();
    }

    private static String name(Question question, long department) {
        return department == SlotKey.COMPANY
                ? ""
                : question.directory()
                        .unit(department)
                        .map(Directory.Unit::name)
                        .orElse(String.valueOf(department));
    }
}
