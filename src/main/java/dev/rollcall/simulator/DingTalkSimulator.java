package dev.rollcall.simulator;

import java.net.URI;

/**
 * A DingTalk on loopback for one company: both gateways and the robots on one port of 127.0.0.1.
 *
 * <p>It answers as the published documentation says, refuses what the documentation forbids, counts what it is asked, and
 * fails on demand. Safe for use by many threads. {@link #close} ends every thread and connection, slow answers included.
 */
public final class DingTalkSimulator implements AutoCloseable {
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final Chats chats = new Chats();
    private final Dispatcher dispatcher;
    private final HttpFront front;

    private DingTalkSimulator(SimulatedCompany company, SimulatorSettings settings) {
        dispatcher = new Dispatcher(settings, faults, calls, chats, company);
        chats.open(company.robots());
        ControlApi control = new ControlApi(dispatcher, settings, faults, calls, chats);
        front = new HttpFront(
                settings.port(),
                settings.latency(),
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

    /** Serves another company from now on: calls, messages, quota and limits start anew, tokens and faults stay. */
    public void company(SimulatedCompany company) {
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

    @Override
    public void close() {
        front.close();
    }
}
