package dev.rollcall.app;

import dev.rollcall.budget.Meter;
import dev.rollcall.budget.QuotaWatch;
import dev.rollcall.check.CompanyConfig;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyContext;
import dev.rollcall.message.ReplyRenderer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an eye on the month's quota and tells the admins how it stands. One thread of its own. */
final class BudgetSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetSide.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration TO_TELL = Duration.ofMinutes(1);

    private final ReplyRenderer renderer = new ReplyRenderer();
    private final BotConfig config;
    private final SendSide send;
    private final Clock clock;
    private final Waiting waiting;
    private final QuotaWatch watch;
    private final Thread thread = new Thread(this::watch, "quota");

    BudgetSide(BotConfig config, Meter meter, SendSide send, Ledger ledger, Clock clock, Waiting waiting) {
        this.config = config;
        this.send = send;
        this.clock = clock;
        this.waiting = waiting;
        watch = new QuotaWatch(ledger, meter, this::tell);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                waiting.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("The quota is not watched any more");
        }
    }

    /** Looks once, as it does by itself every ten seconds. */
    void look() {
        try {
            watch.look();
        } catch (RuntimeException e) {
            LOG.error("The month's quota could not be looked at; the next look is in ten seconds", e);
        }
    }

    /** Tells the admins in private. Where DingTalk takes no private message, having no calls left, HR's group reads it. */
    private boolean tell(Notice notice) {
        Message message = renderer.notice(
                new ReplyContext(config.language(), config.zone(), LocalDate.ofInstant(clock.instant(), config.zone())),
                notice);
        CompanyConfig company = config.company();
        boolean anybody = !config.admins().isEmpty() || company != null;
        boolean told =
                !config.admins().isEmpty() && delivered(new Recipient.Private("admins", config.admins()), message);
        return !anybody
                || told
                || (company != null
                        && delivered(
                                new Recipient.Group("company", company.robot()),
                                withKeyword(message, company.robot().keyword())));
    }

    private static Message withKeyword(Message message, @Nullable String keyword) {
        boolean there = keyword == null || message.text().contains(keyword);
        return there ? message : new Message(message.title(), message.text() + "\n\n" + keyword, message.mentions());
    }

    private boolean delivered(Recipient recipient, Message message) {
        try {
            return send.tell(recipient, message, TO_TELL).get().delivered();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | CancellationException e) {
            LOG.warn("{} were not told how the month's quota stands", recipient.name(), e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
