package dev.rollcall.check;

import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Remarks;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.message.AdminNotices;
import dev.rollcall.message.FailedDelivery;
import dev.rollcall.message.NightNews;
import dev.rollcall.message.Notice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Do the admins know what {@link NightlyCoverage} has found? They are told in the first minute after eight in the configured
 * zone, or as soon after it, until eight in the evening, as a process is there and DingTalk takes a message: only of what is
 * news, and by one of all processes. What was mended since the night is not told, unless another night finds it again.
 * Thread-safe; blocks while it tells.
 */
public final class CoverageNews {
    private static final Logger LOG = LoggerFactory.getLogger(CoverageNews.class);
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    /** Where nobody could be told, so many looks pass before it is tried again. */
    private static final int PAUSE = 60;

    private final Ledger ledger;
    private final ZoneId zone;
    private final Set<Long> configured;
    private final FailedRobots robots;
    private final Strangers strangers;
    private final BiPredicate<Notice, Notice> tell;
    private int pause;

    /**
     * Has told nobody yet.
     *
     * @param settings of the configuration in force
     * @param named every user id of the configuration, with the keys under which it stands
     * @param tell tells the admins the one, or HR's group the other, which has no user id; whether anybody could be told
     */
    public CoverageNews(
            Ledger ledger, CheckSettings settings, Map<String, List<String>> named, BiPredicate<Notice, Notice> tell) {
        this.ledger = ledger;
        this.zone = settings.zone();
        this.configured =
                settings.departments().stream().map(DepartmentConfig::id).collect(Collectors.toSet());
        this.robots = new FailedRobots(settings, ledger);
        this.strangers = new Strangers(named);
        this.tell = tell;
    }

    /** Looks once at {@code now}, and tells what is news. */
    public synchronized void look(Instant now) {
        LocalTime time = LocalTime.ofInstant(now, zone);
        if (time.isBefore(MORNING) || !time.isBefore(EVENING)) {
            pause = 0;
            return;
        }
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            if (ledger.remarks().hasNews()) {
                tellNews(LocalDate.ofInstant(now, zone));
            }
        } catch (LedgerException e) {
            LOG.debug("What was found at night waits for the ledger: {}", e.getMessage());
        }
    }

    private void tellNews(LocalDate today) {
        Set<Long> failed = robots.on(today).stream().map(Remark::department).collect(Collectors.toSet());
        List<Remark> mended = new ArrayList<>(ledger.remarks().news());
        List<Remark> news =
                mended.stream().filter(one -> isStillSo(one, failed)).toList();
        mended.removeAll(news);
        NightNews told = told(news);
        if (!told.isEmpty() && !tell.test(AdminNotices.night(told, true), AdminNotices.night(told, false))) {
            pause = PAUSE;
            ledger.remarks().untold(news);
        }
        ledger.remarks().forget(mended);
    }

    /** @param failed whose robots have still not taken anything */
    private boolean isStillSo(Remark found, Set<Long> failed) {
        return switch (found.kind()) {
            case PEOPLE, DEPARTMENT -> !configured.contains(found.department());
            case EMPTY -> configured.contains(found.department());
            case ROBOT -> failed.contains(found.department());
            case STRANGER -> strangers.named(found);
            case ROOT, LOOK -> true;
        };
    }

    private NightNews told(List<Remark> news) {
        return new NightNews(
                places(news, Remarks.Kind.PEOPLE),
                places(news, Remarks.Kind.DEPARTMENT),
                news.stream()
                        .filter(one -> one.kind() == Remarks.Kind.ROBOT)
                        .map(one -> new FailedDelivery(one.name(), String.valueOf(one.reason()), one.code()))
                        .toList(),
                places(news, Remarks.Kind.EMPTY),
                strangers.of(news),
                news.stream().anyMatch(one -> one.kind() == Remarks.Kind.ROOT));
    }

    private static List<NightNews.Place> places(List<Remark> news, Remarks.Kind kind) {
        return news.stream()
                .filter(one -> one.kind() == kind)
                .map(one -> new NightNews.Place(one.department(), one.name(), one.people()))
                .toList();
    }
}
