package dev.rollcall.chat;

import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Upcoming;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When are the next digests due? Pure; thread-safe. */
final class Times {
    private static final int MOST = 3;

    private final ChatSettings settings;
    private final Answering answering;
    private final ReplyRenderer renderer;

    Times(ChatSettings settings, Answering answering, ReplyRenderer renderer) {
        this.settings = settings;
        this.answering = answering;
        this.renderer = renderer;
    }

    /** The next times of the departments that were meant; where none was, of those of the asker. */
    Reply answer(Question question) {
        Meant meant = Scopes.of(question);
        if (meant.problem() != null) {
            return answering.notice(question, meant.problem());
        }
        return answering.permitted(
                question,
                Subject.of(Matter.TIMES),
                audience -> renderer.next(question.reply(), upcoming(question, meant)));
    }

    private List<Upcoming> upcoming(Question question, Meant meant) {
        Collection<Long> ids = meant.departments().isEmpty() ? question.asker().members() : meant.departments();
        List<Upcoming> all = new ArrayList<>();
        for (Directory.Unit unit : question.directory().units()) {
            Optional<DepartmentConfig> config = settings.department(unit.id()).filter(one -> ids.contains(one.id()));
            config.ifPresent(one -> all.add(new Upcoming(unit.name(), next(one.cutoffs(), question.now()))));
        }
        if (all.isEmpty() || (meant.company() && !settings.companyCutoffs().isEmpty())) {
            all.add(new Upcoming("", next(settings.companyCutoffs(), question.now())));
        }
        return all;
    }

    private List<Instant> next(List<String> cutoffs, Instant now) {
        return cutoffs.stream()
                .flatMap(name -> Stream.ofNullable(settings.cutoffs().get(name)))
                .flatMap(cutoff -> next(cutoff, now))
                .sorted()
                .distinct()
                .limit(MOST)
                .toList();
    }

    private Stream<Instant> next(CutoffConfig cutoff, Instant now) {
        List<Instant> all = new ArrayList<>();
        Optional<ZonedDateTime> fire = cutoff.next(now.atZone(settings.zone()));
        while (fire.isPresent() && all.size() < MOST) {
            all.add(fire.get().toInstant());
            fire = cutoff.next(fire.get());
        }
        return all.stream();
    }
}
