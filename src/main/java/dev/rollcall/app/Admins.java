package dev.rollcall.app;

import dev.rollcall.check.CompanyConfig;
import dev.rollcall.config.BotConfig;
import dev.rollcall.delivery.Recipient;
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

/**
 * Do the admins hear of what they have to know? Each is told in private by the app robot; where DingTalk takes no private
 * message, and where there is no admin, HR's group reads it. Sends through DingTalk and blocks, for some minutes at most;
 * thread-safe.
 */
final class Admins {
    private static final Logger LOG = LoggerFactory.getLogger(Admins.class);
    private static final Duration TO_TELL = Duration.ofMinutes(1);

    private final ReplyRenderer renderer = new ReplyRenderer();
    private final BotConfig config;
    private final SendSide send;
    private final Clock clock;

    Admins(BotConfig config, SendSide send, Clock clock) {
        this.config = config;
        this.send = send;
        this.clock = clock;
    }

    /** Tells them {@code notice}, in the configured language; false where somebody is there and nobody was reached. */
    boolean tell(Notice notice) {
        return tell(notice, notice);
    }

    /** The same, where HR's group is to read less. */
    boolean tell(Notice notice, Notice toHr) {
        CompanyConfig company = config.company();
        boolean anybody = !config.admins().isEmpty() || company != null;
        boolean told = !config.admins().isEmpty()
                && delivered(new Recipient.Private("admins", config.admins()), message(notice));
        return !anybody
                || told
                || (company != null
                        && delivered(
                                new Recipient.Group("company", company.robot()),
                                withKeyword(message(toHr), company.robot().keyword())));
    }

    private Message message(Notice notice) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), config.zone());
        return renderer.notice(new ReplyContext(config.language(), config.zone(), today), notice);
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
            LOG.warn("{} were not told '{}'", recipient.name(), message.title(), e);
            return false;
        }
    }
}
