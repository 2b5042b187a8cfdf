package dev.rollcall.app;

import dev.rollcall.budget.Meter;
import dev.rollcall.chat.ChatBot;
import dev.rollcall.chat.ChatSettings;
import dev.rollcall.chat.CommandParser;
import dev.rollcall.chat.Contacts;
import dev.rollcall.chat.Reception;
import dev.rollcall.check.BoardAddress;
import dev.rollcall.check.CheckSettings;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.dingtalk.Replies;
import dev.rollcall.dingtalk.RobotCallback;
import dev.rollcall.dingtalk.StreamConnection;
import dev.rollcall.doctor.Inside;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MonthlyAllowance;
import dev.rollcall.web.ChatCallback;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What answers in chats, however a question comes. Thread-safe. */
final class ChatSide implements AutoCloseable {
    private static final Duration ANSWERS = Duration.ofSeconds(30);

    private final CommandParser parser;
    private final MonthlyAllowance allowance;
    private final DoctorSide doctor;
    private final Reception reception;
    private final @Nullable StreamConnection stream;
    private final @Nullable ChatCallback callback;

    /**
     * Receives nothing yet; {@code read}, {@code send} and {@code ledger} stay the caller's to close, after this.
     *
     * @param parts how the other parts of the program are, by name
     * @param before what it takes over from; null: nothing
     */
    ChatSide(
            BotConfig config,
            ReadSide read,
            SendSide send,
            Meter meter,
            Ledger ledger,
            Supplier<Map<String, String>> parts,
            Clock clock,
            Waiting waiting,
            @Nullable ChatSide before) {
        parser = before == null ? new CommandParser() : before.parser;
        allowance = ledger.messages(config.dingtalk().monthlyMessages());
        Contacts contacts = new Contacts(
                read.contacts(),
                read.freshContacts(),
                config.departments(),
                Set.copyOf(config.hr()),
                Set.copyOf(config.admins()),
                waiting,
                read.executor());
        doctor = new DoctorSide(config, read, Inside.running(ledger, meter, parts, this::streaming), clock, waiting);
        Installed installed = new Installed(ledger, meter, language -> doctor.examine(false, language));
        ChatBot bot = new ChatBot(
                parser,
                settings(config, read.links()),
                contacts,
                read.live(),
                ledger,
                send.checks(),
                installed,
                clock,
                waiting);
        Replies replies = new Replies(read.client(), clock, waiting, allowance::take);
        reception = new Reception(
                bot,
                ledger.questions(),
                replies::send,
                send.checks().process(),
                clock,
                waiting,
                read.metrics()::answered);
        Newcomers newcomers = new Newcomers(
                read.nightlyContacts(),
                read.freshContacts(),
                CheckSettings.wanted(config.departments()),
                waiting,
                read.executor());
        stream = config.dingtalk().stream()
                ? new StreamConnection(
                        read.client(),
                        waiting,
                        counted(reception::take, read.executor()),
                        counted(
                                punch -> {
                                    newcomers.saw(punch.userId());
                                    read.live().punched(punch.userId(), punch.at());
                                },
                                read.executor()))
                : null;
        callback = config.dingtalk().callback()
                ? new ChatCallback(new RobotCallback(config.dingtalk(), clock), reception::take)
                : null;
    }

    /** What comes over Stream counts as a message too; it is acknowledged before it is counted. */
    private <T> Consumer<T> counted(Consumer<T> taker, Executor executor) {
        return one -> {
            executor.execute(allowance::take);
            taker.accept(one);
        };
    }

    /** How the connection over which chat comes is; null where the configuration wants none. */
    private @Nullable String streaming() {
        return stream == null ? null : stream.connected() ? "ok" : stream.state();
    }

    /** Whether chat comes over it; null where the configuration wants none. */
    @Nullable
    Boolean connected() {
        return stream == null ? null : stream.connected();
    }

    private static ChatSettings settings(BotConfig config, BoardAddress board) {
        return new ChatSettings(
                config.zone(),
                config.language(),
                config.spikeGuard(),
                config.departments(),
                config.cutoffs(),
                config.company() == null ? List.of() : config.company().cutoffs(),
                Set.copyOf(config.hr()),
                Set.copyOf(config.admins()),
                board,
                config.dingtalk().callbackAdmin());
    }

    /** What examines everything, these parts included. */
    DoctorSide doctor() {
        return doctor;
    }

    /** Where DingTalk posts; null where the configuration wants none. */
    @Nullable
    ChatCallback callback() {
        return callback;
    }

    /** Begins to receive. */
    void start() {
        if (stream != null) {
            stream.start();
        }
    }

    /** Receives nothing more over Stream, and waits for what is being answered, a while at most. */
    void finish() throws InterruptedException {
        if (stream != null) {
            stream.close();
        }
        reception.finish(ANSWERS);
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
        reception.close();
        doctor.close();
        allowance.close();
    }
}
