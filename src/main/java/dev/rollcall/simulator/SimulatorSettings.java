package dev.rollcall.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * How strict and how odd the simulator is. Immutable; each {@code with…} gives a changed copy of {@link #defaults}, which
 * are what the documentation says. Where it is silent or contradicts itself there is a switch for the other reading.
 */
public final class SimulatorSettings implements Cloneable {
    /** When attendance/list shows NotSigned for a point without a punch [KB 0243 against KB 0195]. */
    public enum ResultMode {
        /** Half an hour after the middle of the shift, or after the end of the punch window. */
        LAZY,
        /** All points of the day from midnight on. */
        PLACEHOLDER
    }

    private int port;
    private Clock clock = Clock.systemUTC();
    private Duration latency = Duration.ZERO;
    private Duration slowness = Duration.ofSeconds(30);
    private int callsPerSecond = 20;
    private int monthlyQuota;
    private Duration tokenLife = Duration.ofHours(2);
    private ResultMode resultMode = ResultMode.LAZY;
    private boolean missingNotSignedRows;
    private boolean wrongIdBlanksCall;
    private boolean hasMoreOnFullLastPage;
    private boolean plainErrorCodesOnTopapi;
    private int listRecordCap;
    private Duration resultSyncDelay = Duration.ZERO;
    private boolean listScheduleRefusedFrom10000 = true;
    private boolean listByUsersRefused;
    private boolean honourMsgUuid = true;
    private Duration msgUuidMemory = ChronoUnit.FOREVER.getDuration();
    private int robotMessagesPerMinute = 20;
    private Duration robotBlock = Duration.ofMinutes(10);
    private int robotThrottleCode = 130101;
    private Duration dateAhead = Duration.ZERO;
    private AppSetup setup = AppSetup.right();

    private SimulatorSettings() {}

    public static SimulatorSettings defaults() {
        return new SimulatorSettings();
    }

    /** 0: any free port. */
    public SimulatorSettings withPort(int value) {
        return changed(s -> s.port = value);
    }

    /** What the APIs take for now: later punches are not visible, tokens and robot blocks run out by it. */
    public SimulatorSettings withClock(Clock value) {
        return changed(s -> s.clock = value);
    }

    /** Real time that every answer takes. */
    public SimulatorSettings withLatency(Duration value) {
        return changed(s -> s.latency = value);
    }

    /** Real time that an answer with {@link Fault#SLOW} takes. */
    public SimulatorSettings withSlowness(Duration value) {
        return changed(s -> s.slowness = value);
    }

    /** Accepted calls in any one real second, for each API path, before 90018 [KB 1433]; 0: unlimited. */
    public SimulatorSettings withCallsPerSecond(int value) {
        return changed(s -> s.callsPerSecond = value);
    }

    /** Metered calls before 90020 [KB 1431]; 0: unlimited. */
    public SimulatorSettings withMonthlyQuota(int value) {
        return changed(s -> s.monthlyQuota = value);
    }

    public SimulatorSettings withTokenLife(Duration value) {
        return changed(s -> s.tokenLife = value);
    }

    public SimulatorSettings withResultMode(ResultMode value) {
        return changed(s -> s.resultMode = value);
    }

    /** attendance/list never shows NotSigned rows. */
    public SimulatorSettings withMissingNotSignedRows(boolean value) {
        return changed(s -> s.missingNotSignedRows = value);
    }

    /** A user id that attendance does not know empties the answer of listRecord and attendance/list [KB 0195, 0196: U]. */
    public SimulatorSettings withWrongIdBlanksCall(boolean value) {
        return changed(s -> s.wrongIdBlanksCall = value);
    }

    /** A last page that is exactly full says that there is more; the next one is empty. */
    public SimulatorSettings withHasMoreOnFullLastPage(boolean value) {
        return changed(s -> s.hasMoreOnFullLastPage = value);
    }

    /** Codes on /topapi come plain instead of wrapped in 88. */
    public SimulatorSettings withPlainErrorCodesOnTopapi(boolean value) {
        return changed(s -> s.plainErrorCodesOnTopapi = value);
    }

    /** listRecord silently drops rows beyond so many [U]; 0: it does not. */
    public SimulatorSettings withListRecordCap(int value) {
        return changed(s -> s.listRecordCap = value);
    }

    /** attendance/list shows punches that much later. */
    public SimulatorSettings withResultSyncDelay(Duration value) {
        return changed(s -> s.resultSyncDelay = value);
    }

    /** listschedule is only for companies of less than 10,000 people [KB 0209]. */
    public SimulatorSettings withListScheduleRefusedFrom10000(boolean value) {
        return changed(s -> s.listScheduleRefusedFrom10000 = value);
    }

    /** schedule/listbyusers answers 40035 whatever one sends, as one field report has it. */
    public SimulatorSettings withListByUsersRefused(boolean value) {
        return changed(s -> s.listByUsersRefused = value);
    }

    /** A repeated msgUuid makes no second message [KB 0717]. */
    public SimulatorSettings withHonourMsgUuid(boolean value) {
        return changed(s -> s.honourMsgUuid = value);
    }

    /** How long after its message a msgUuid is known, by the clock; from then on a repeat is a second message [U]. */
    public SimulatorSettings withMsgUuidMemory(Duration value) {
        return changed(s -> s.msgUuidMemory = value);
    }

    public SimulatorSettings withRobotMessagesPerMinute(int value) {
        return changed(s -> s.robotMessagesPerMinute = value);
    }

    /** How long a robot that sent too much is refused, by the clock. */
    public SimulatorSettings withRobotBlock(Duration value) {
        return changed(s -> s.robotBlock = value);
    }

    /** 130101 or 410100. */
    public SimulatorSettings withRobotThrottleCode(int value) {
        return changed(s -> s.robotThrottleCode = value);
    }

    /** By how much the {@code Date} of every answer is ahead of the clock; negative: behind. */
    public SimulatorSettings withDateAhead(Duration value) {
        return changed(s -> s.dateAhead = value);
    }

    /** What an administrator has set up for the app. */
    public SimulatorSettings withSetup(AppSetup value) {
        return changed(s -> s.setup = value);
    }

    public int port() {
        return port;
    }

    public Clock clock() {
        return clock;
    }

    Duration latency() {
        return latency;
    }

    Duration slowness() {
        return slowness;
    }

    int callsPerSecond() {
        return callsPerSecond;
    }

    int monthlyQuota() {
        return monthlyQuota;
    }

    Duration tokenLife() {
        return tokenLife;
    }

    ResultMode resultMode() {
        return resultMode;
    }

    boolean missingNotSignedRows() {
        return missingNotSignedRows;
    }

    boolean wrongIdBlanksCall() {
        return wrongIdBlanksCall;
    }

    boolean hasMoreOnFullLastPage() {
        return hasMoreOnFullLastPage;
    }

    boolean plainErrorCodesOnTopapi() {
        return plainErrorCodesOnTopapi;
    }

    int listRecordCap() {
        return listRecordCap;
    }

    Duration resultSyncDelay() {
        return resultSyncDelay;
    }

    boolean listScheduleRefusedFrom10000() {
        return listScheduleRefusedFrom10000;
    }

    boolean listByUsersRefused() {
        return listByUsersRefused;
    }

    boolean honourMsgUuid() {
        return honourMsgUuid;
    }

    Duration msgUuidMemory() {
        return msgUuidMemory;
    }

    int robotMessagesPerMinute() {
        return robotMessagesPerMinute;
    }

    Duration robotBlock() {
        return robotBlock;
    }

    int robotThrottleCode() {
        return robotThrottleCode;
    }

    Duration dateAhead() {
        return dateAhead;
    }

    AppSetup setup() {
        return setup;
    }

    private SimulatorSettings changed(Consumer<SimulatorSettings> change) {
        try {
            SimulatorSettings copy = (SimulatorSettings) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
