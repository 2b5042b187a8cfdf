package dev.rollcall.chat;

import dev.rollcall.absence.Run;
import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.Previews;
import dev.rollcall.check.Requests;
import dev.rollcall.check.Requests.Firing;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.DoctorNotices;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import dev.rollcall.message.QuotaNotices;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Commands of admins about the installation itself: preview, quota, doctor, and that calls are to be made again. Blocks while DingTalk is read; thread-safe. */
final class Inspections {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ChatSettings settings;
    private final Answering answering;
    private final ReplyRenderer renderer;
    private final Requests requests;
    private final Previews previews;
    private final Installation installation;
    private final Waiting waiting;

    Inspections(
            ChatSettings settings,
            Answering answering,
            ReplyRenderer renderer,
            Requests requests,
            Previews previews,
            Installation installation,
            Waiting waiting) {
        this.settings = settings;
        this.answering = answering;
        this.renderer = renderer;
        this.requests = requests;
        this.previews = previews;
        this.installation = installation;
        this.waiting = waiting;
    }

    /** Shows what is asked for, if the asker may see it. */
    Reply answer(Question question) {
        if (question.command().intent() == Intent.QUOTA_RESUME) {
            return answering.permitted(
                    question,
                    Subject.of(Matter.ORDER),
                    audience -> renderer.notice(question.reply(), QuotaNotices.resumed(installation.resume())));
        }
        return answering.permitted(question, Subject.of(Matter.INSPECTION), audience -> switch (question.command()
                .intent()) {
            case PREVIEW -> preview(question);
            case QUOTA -> renderer.notice(question.reply(), quota());
            default -> renderer.notice(question.reply(), examined(question));
        });
    }

    private Notice quota() {
        Installation.Quota quota = installation.quota();
        return QuotaNotices.usage(quota.calls(), quota.messages(), quota.shed(), quota.refused());
    }

    private Notice examined(Question question) {
        Installation.Health health = installation.examined(question.reply().language());
        return DoctorNotices.examined(health.fine(), health.problems());
    }

    private Message preview(Question question) {
        if (question.command().when() instanceof When.Future future) {
            return renderer.notice(question.reply(), Notice.future(future.first()));
        }
        if (question.command().when() instanceof When.Impossible) {
            return renderer.notice(question.reply(), Notice.noSuchDate());
        }
        Meant meant = Scopes.of(question, any -> true);
        if (meant.problem() != null) {
            return renderer.notice(question.reply(), meant.problem());
        }
        if (!meant.company() && meant.departments().size() != 1) {
            return renderer.notice(question.reply(), Notice.typeLike(Topic.PREVIEW));
        }
        long target = meant.company()
                ? SlotKey.COMPANY
                : meant.departments().iterator().next();
        List<Firing> firings = requests.of(target, settings.cutoffsOf(target), day(question));
        Optional<Firing> firing = chosen(question, firings);
        if (firing.isEmpty()) {
            return renderer.notice(
                    question.reply(),
                    Notice.noSuchCutoff(firings.stream()
                            .map(one -> settings.clock(one.asOf()))
                            .toList()));
        }
        Optional<Message> message = of(target, firing.get());
        return message.isPresent()
                ? renderer.preview(question.reply(), message.get())
                : renderer.notice(question.reply(), Notice.nothingToPost());
    }

    private static LocalDate day(Question question) {
        return question.command().when() instanceof When.Day day ? day.day() : question.today();
    }

    /** That at the time that was said; else the next one, else the last. */
    private Optional<Firing> chosen(Question question, List<Firing> firings) {
        LocalTime time = question.command().time();
        if (time != null) {
            return firings.stream()
                    .filter(one -> Requests.isAt(one.asOf(), time, settings.zone()))
                    .findFirst();
        }
        return firings.stream()
                .filter(one -> one.asOf().isAfter(question.now()))
                .findFirst()
                .or(() -> firings.stream().reduce((first, last) -> last));
    }

    private Optional<Message> of(long target, Firing firing) {
        Run run = new Run(Deadline.in(LONGEST, waiting));
        if (target == SlotKey.COMPANY) {
            return Optional.ofNullable(previews.company(firing, run).message());
        }
        Optional<DepartmentConfig> department = settings.department(target);
        return department.map(one -> previews.department(one, firing, run).message());
    }
}
