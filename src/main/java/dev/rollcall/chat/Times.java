package dev.rollcall.chat;

import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.PromisedSlots;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Mutes;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Upcoming;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When are the next digests due that nobody has muted? Thread-safe. */
final class Times {
    private static final int MOST = 3;

    /** Nobody mutes more than a month at once. */
    private static final int MOST_LOOKED_AT = 40;

    private final ChatSettings settings;
    private final Answering answering;
    private final ReplyRenderer renderer;
    private final Mutes mutes;
    private final PromisedSlots promised;

    Times(ChatSettings settings, Answering answering, ReplyRenderer renderer, Ledger ledger) {
        this.mutes = ledger.mutes();
        this.promised = new PromisedSlots(ledger.slots(), settings.zone());
        this.settings = settings;
        this.answering = answering;
        this.renderer = renderer;
    }

    /** The next times of the departments that were meant; where none was, of those of the asker. */
    Reply answer(Question question) {
        Meant meant = Scopes.of(question, one -> concerns(question, one));
        boolean named = question.command().scope().kind() == Scope.Kind.NAMED && meant.problem() == null;
        if (meant.untold() || (named && meant.departments().stream().noneMatch(one -> concerns(question, one)))) {
            return answering.notice(question, Notice.noSuchDepartment(List.of()));
        }
        if (meant.problem() != null) {
            return answering.proposing(question, meant.problem());
        }
        return answering.permitted(
                question,
                Subject.of(Matter.TIMES),
                audience -> renderer.next(question.reply(), upcoming(question, meant)));
    }

    /** Which other departments there are is told to nobody. */
    private static boolean concerns(Question question, long department) {
        Asker asker = question.asker();
        return asker.sees(department)
                || asker.members().contains(department)
                || question.place().isOf(department);
    }

    /** When the first digest after {@code now} of any of {@code departments} is due; empty where there is none. */
    Optional<Instant> first(Collection<Long> departments, Instant now) {
        Known known = new Known(now);
        return departments.stream()
                .flatMap(id -> settings.department(id).stream())
                .flatMap(one -> known.next(one.id(), one.cutoffs()).stream())
                .min(Comparator.naturalOrder());
    }

    private List<Upcoming> upcoming(Question question, Meant meant) {
        Collection<Long> ids = meant.departments().isEmpty() ? question.asker().members() : meant.departments();
        List<Upcoming> all = new ArrayList<>();
        Known known = new Known(question.now());
        for (Directory.Unit unit : question.directory().units()) {
            Optional<DepartmentConfig> config = settings.department(unit.id())
                    .filter(one -> ids.contains(one.id()) && concerns(question, one.id()));
            config.ifPresent(one -> all.add(new Upcoming(unit.name(), known.next(one.id(), one.cutoffs()))));
        }
        if (all.isEmpty() || (meant.company() && !settings.companyCutoffs().isEmpty())) {
            all.add(new Upcoming("", known.next(SlotKey.COMPANY, settings.companyCutoffs())));
        }
        return all;
    }

    /** What is known for one answer: it is read once for all departments. */
    private final class Known {
        private final Instant now;
        private final List<Slot> kept;
        private final Map<LocalDate, Set<Long>> muted = new HashMap<>();

        Known(Instant now) {
            this.now = now;
            this.kept = promised.after(now);
        }

        List<Instant> next(long department, List<String> cutoffs) {
            Stream<Instant> byNow = cutoffs.stream()
                    .flatMap(name -> Stream.ofNullable(settings.cutoffs().get(name)))
                    .flatMap(cutoff -> next(department, cutoff));
            Stream<Instant> asPromised = kept.stream()
                    .filter(slot -> slot.key().department() == department
                            && cutoffs.contains(slot.key().cutoff())
                            && !isMuted(department, slot.key().workDate()))
                    .map(Slot::asOf);
            return Stream.concat(byNow, asPromised)
                    .sorted()
                    .distinct()
                    .limit(MOST)
                    .toList();
        }

        private Stream<Instant> next(long department, CutoffConfig cutoff) {
            List<Instant> all = new ArrayList<>();
            Optional<ZonedDateTime> fire = cutoff.next(now.atZone(settings.zone()));
            for (int i = 0; i < MOST_LOOKED_AT && fire.isPresent() && all.size() < MOST; i++) {
                if (!isMuted(department, cutoff.workDate(fire.get()))) {
                    all.add(fire.get().toInstant());
                }
                fire = cutoff.next(fire.get());
            }
            return all.stream();
        }

        private boolean isMuted(long department, LocalDate workDate) {
            Set<Long> silent = muted.computeIfAbsent(
                    workDate,
                    date -> mutes.of(date).stream().map(Mutes.Mute::department).collect(Collectors.toSet()));
            return silent.contains(department) || silent.contains(SlotKey.COMPANY);
        }
    }
}
