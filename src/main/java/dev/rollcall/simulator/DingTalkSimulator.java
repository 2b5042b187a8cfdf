package dev.rollcall.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A DingTalk on loopback for one company: both gateways and the robots on one port of 127.0.0.1.
 *
 * <p>It answers as the published documentation says, refuses what the documentation forbids, counts what it is asked, and
 * fails on demand. Safe for use by many threads. {@link #close} ends every thread and connection, slow answers included.
 */
public final class DingTalkSimulator implements AutoCloseable {
    private final Faults faults;
    private final CallLog calls = new CallLog();
    private final Chats chats = new Chats();
    private final History history = new History();
    private final Watch watch = new Watch();
    private final Questions questions = new Questions();
    private final Later later;
    private final Sessions sessions;
    private final StreamGateway stream;
    private final StreamApi streamApi;
    private final CallbackClient callback;
    private final Dispatcher dispatcher;
    private final PunchEvents punchEvents;
    private final Talk talk;
    private final HttpFront front;

    private DingTalkSimulator(SimulatedCompany company, SimulatorSettings settings) {
        Clock clock = settings.clock();
        faults = new Faults(clock);
        later = new Later(clock);
        sessions = new Sessions(clock);
        stream = new StreamGateway(clock, later, questions);
        streamApi = new StreamApi(clock, stream, this::url);
        callback = new CallbackClient(clock, questions, chats);
        chats.open(company);
        dispatcher = new Dispatcher(
                settings,
                faults,
                calls,
                new WebhookApi(settings, chats, history, watch),
                new AppRobotApi(chats, questions, watch),
                new SessionApi(clock, sessions, questions, chats, watch),
                streamApi,
                company);
        punchEvents = new PunchEvents(clock, later, stream, dispatcher::company);
        stream.whenConnected(punchEvents::plan);
        talk = new Talk(clock, faults, chats, questions, sessions, stream, callback, later, dispatcher::company);
        ControlApi control = new ControlApi(dispatcher, settings, faults, calls, chats, history);
        front = new HttpFront(
                settings.port(),
                settings.latency(),
                () -> clock.instant().plus(settings.dateAhead()),
                watch,
                call -> call.path().startsWith(ControlApi.PREFIX)
                        ? control.answer(call, url())
                        : dispatcher.answer(call));
    }

    /** Starts on the port of the settings; 0 takes any free one. */
    public static DingTalkSimulator start(SimulatedCompany company, SimulatorSettings settings) {
        return new DingTalkSimulator(company, settings);
    }

    public int port() {
        return front.port();
    }

    /** The base address of both gateways, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The company that is served now. */
    public SimulatedCompany company() {
        return dispatcher.company();
    }

    /**
     * Serves another company from now on: calls, messages, attempts, quota and limits start anew, tokens and faults stay.
     * Nothing is delivered again of what was asked; a connection of Stream mode ends when the app is another.
     */
    public synchronized void company(SimulatedCompany company) {
        dispatcher.serve(company);
        calls.clear();
        chats.open(company);
        later.clear();
        questions.clear();
        sessions.clear();
        callback.clear();
        streamApi.clear();
        stream.serve(company);
        punchEvents.anew();
    }

    public Faults faults() {
        return faults;
    }

    public CallLog calls() {
        return calls;
    }

    public Chats chats() {
        return chats;
    }

    /**
     * Every call of a robot so far, in the order in which they were decided; an immutable copy.
     *
     * @throws IllegalStateException when there were more than 100,000: nothing should be concluded from a part of them
     */
    public List<Attempt> attempts() {
        return history.whole();
    }

    /**
     * Has somebody told of each call, by path, as it goes along; whoever was told before no longer is.
     *
     * @param watcher is called on the thread that serves the call and may keep it waiting, for a process to be killed at
     *     that very moment; must be safe for use by many threads and must not throw
     */
    public void watch(BiConsumer<String, Phase> watcher) {
        watch.by(watcher);
    }

    /** The connections of Stream mode. */
    public StreamGateway stream() {
        return stream;
    }

    /** From now on every message is posted to an address of the bot's as well; null: to none, as at first. */
    public void callback(@Nullable URI address) {
        callback.to(address);
    }

    /** What was posted to the bot so far and what it said, in the order of the answers; an immutable copy. */
    public List<Callback> callbacks() {
        return callback.calls();
    }

    /**
     * Somebody writes to the bot, in a group with a mention. The message is handed over by Stream mode and, where it has an
     * address, by HTTP, whose answer is waited for; a bot that cannot be reached gets it later.
     *
     * @param where of {@link SimulatedCompany#conversations}
     * @param text without the mention
     * @param oddities what is odd about what the bot gets
     * @return the msgId
     */
    public String say(Asker asker, Conversation where, String text, Oddity... oddities) {
        Question question = talk.write(url(), asker, where, text, List.of(oddities));
        talk.deliver(question);
        return question.msgId();
    }

    /** As {@link #say}, but the message is handed to nobody: it is what would have been posted, JSON. */
    public String write(Asker asker, Conversation where, String text, Oddity... oddities) {
        return talk.write(url(), asker, where, text, List.of(oddities)).data();
    }

    /** As {@link SimulatedCompany#withLateData}, while serving: only what the APIs show changes. */
    public synchronized void lateData(String userId, Instant visibleFrom) {
        dispatcher.correct(company().withLateData(userId, visibleFrom));
    }

    /** As {@link SimulatedCompany#withLateApproval}, while serving: the book of {@link #company} has the leave from now on. */
    public synchronized void approveLate(String userId, Instant visibleFrom) {
        dispatcher.correct(company().withLateApproval(userId, visibleFrom));
    }

    /** The same with {@link SimulatedCompany#withLateOuting}. */
    public synchronized void approveOutingLate(String userId, Instant visibleFrom) {
        dispatcher.correct(company().withLateOuting(userId, visibleFrom));
    }

    @Override
    public void close() {
        later.close();
        stream.drop();
        front.close();
    }
}
