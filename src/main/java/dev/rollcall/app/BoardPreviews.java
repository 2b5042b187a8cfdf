package dev.rollcall.app;

import dev.rollcall.absence.Run;
import dev.rollcall.check.CompanyConfig;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.Preview;
import dev.rollcall.check.Previews;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.web.PreviewData;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What the board shows of what will be posted: each reading is made once, however often a page asks for it. Thread-safe. */
final class BoardPreviews implements PreviewData {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final BotConfig config;
    private final Previews previews;
    private final Ledger ledger;
    private final Clock clock;
    private final Waiting waiting;
    private final Executor executor;
    private final Map<Asked, CompletableFuture<Optional<Preview>>> underWay = new HashMap<>();

    /** @param executor where DingTalk is read */
    BoardPreviews(BotConfig config, Previews previews, Ledger ledger, Clock clock, Waiting waiting, Executor executor) {
        this.config = config;
        this.previews = previews;
        this.ledger = ledger;
        this.clock = clock;
        this.waiting = waiting;
        this.executor = executor;
    }

    @Override
    public List<Choice> choices() {
        Map<Long, String> names = names();
        List<Choice> choices = new ArrayList<>();
        for (DepartmentConfig department : config.departments()) {
            if (!department.cutoffs().isEmpty()) {
                String name = department.name().isEmpty()
                        ? names.getOrDefault(department.id(), String.valueOf(department.id()))
                        : department.name();
                choices.add(new Choice(department.id(), name, department.cutoffs()));
            }
        }
        CompanyConfig company = config.company();
        if (company != null && !company.cutoffs().isEmpty()) {
            choices.add(new Choice(SlotKey.COMPANY, "", company.cutoffs()));
        }
        return choices;
    }

    /** What departments were called when a digest of today or yesterday was made. */
    private Map<Long, String> names() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), config.zone());
        Map<Long, String> names = new HashMap<>();
        for (LocalDate date : List.of(today.minusDays(1), today)) {
            ledger.slots().of(date).stream()
                    .filter(slot -> !slot.name().isEmpty())
                    .forEach(slot -> names.put(slot.key().department(), slot.name()));
        }
        return names;
    }

    @Override
    public synchronized CompletableFuture<Optional<Preview>> preview(long department, String cutoff) {
        underWay.values().removeIf(CompletableFuture::isDone);
        return underWay.computeIfAbsent(
                        new Asked(department, cutoff),
                        asked -> CompletableFuture.supplyAsync(() -> read(asked), executor))
                .copy();
    }

    private Optional<Preview> read(Asked asked) {
        CutoffConfig cutoff = config.cutoffs().get(asked.cutoff());
        if (cutoff == null) {
            return Optional.empty();
        }
        Run run = new Run(Deadline.in(LONGEST, waiting));
        return previews.firing(asked.department(), cutoff)
                .flatMap(firing -> asked.department() == SlotKey.COMPANY
                        ? Optional.of(previews.company(firing, run))
                        : config.departments().stream()
                                .filter(one -> one.id() == asked.department())
                                .findFirst()
                                .map(one -> previews.department(one, firing, run)));
    }

    private record Asked(long department, String cutoff) {}
}
