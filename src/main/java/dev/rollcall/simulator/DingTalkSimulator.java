package dev.rollcall.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

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
    private final Dispatcher dispatcher;
    private final HttpFront front;

    private DingTalkSimulator(SimulatedCompany company, SimulatorSettings settings) {
        faults = new Faults(settings.clock());
        chats.open(company.robots());
        WebhookApi webhook = new WebhookApi(settings, chats, history, watch);
        dispatcher = new Dispatcher(settings, faults, calls, webhook, new AppRobotApi(chats, watch), company);
        ControlApi control = new ControlApi(dispatcher, settings, faults, calls, chats, history);
        front = new HttpFront(
                settings.port(),
                settings.latency(),
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

    /** Serves another company from now on: calls, messages, attempts, quota and limits start anew, tokens and faults stay. */
    public synchronized void company(SimulatedCompany company) {
        dispatcher.serve(company);
        calls.clear();
        chats.open(company.robots());
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

    /** As {@link SimulatedCompany#withLateData}, while serving: only what the APIs show changes. */
    public synchronized void lateData(String userId, Instant visibleFrom) {
        dispatcher.correct(company().withLateData(userId, visibleFrom));
    }

    /** As {@link SimulatedCompany#withLateApproval}, while serving: the book of {@link #company} has the leave from now on. */
    public synchronized void approveLate(String userId, Instant visibleFrom) {
        dispatcher.correct(company().withLateApproval(userId, visibleFrom));
    }

    @Override
    public void close() {
        front.close();
    }
}
