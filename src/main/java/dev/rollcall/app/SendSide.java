package dev.rollcall.app;

import dev.rollcall.check.CheckRunner;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.delivery.Deliverer;
import dev.rollcall.dingtalk.DingTalkMessenger;
import dev.rollcall.message.DigestRenderer;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** What renders digests and posts them, on top of what reads. Thread-safe. */
public final class SendSide implements AutoCloseable {
    private final Deliverer deliverer;
    private final CheckRunner runner;

    /** Sends nothing yet; {@code read} stays the caller's to close, after this. */
    public SendSide(BotConfig config, ReadSide read, Clock clock, Waiting waiting) {
        deliverer = new Deliverer(
                new DingTalkMessenger(read.client(), clock, waiting),
                waiting,
                () -> ThreadLocalRandom.current().nextDouble());
        runner = new CheckRunner(
                read.finder(), new DigestRenderer(), deliverer, read.settings(), config.language(), waiting);
    }

    /** Makes whole checks. */
    public CheckRunner runner() {
        return runner;
    }

    @Override
    public void close() {
        deliverer.close();
    }
}
