package dev.rollcall.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a generated configuration says beyond the company itself. Immutable; each {@code with…} gives a changed copy. */
public final class ConfigOptions implements Cloneable {

    /**
     * One cutoff.
     *
     * @param when {@code HH:mm}, or a Quartz expression
     * @param previousDay {@code work_date: previous}
     * @param maxLate null leaves the key out
     */
    public record Cutoff(
            String name,
            String when,
            @Nullable String follows,
            boolean previousDay,
            @Nullable Duration maxLate) {

        public Cutoff(String name, String when, @Nullable String follows, boolean previousDay) {
            this(name, when, follows, previousDay, null);
        }
    }

    private List<Cutoff> cutoffs;
    private int webPort;
    private @Nullable String databaseUrl;
    private int requestsPerSecond;
    private @Nullable String databaseUser;
    private @Nullable String databasePassword;
    private int keepDays;
    private Duration jitter = Duration.ZERO;
    private @Nullable Duration correctAfter;
    private int robots;
    private boolean conversations;
    private boolean stream;
    private boolean events;
    private List<String> web = List.of();
    private boolean callbackAdmin;
    private int monthlyCalls;

    /**
     * Those cutoffs for every department and the company.
     *
     * @param webPort port of the board
     * @param databaseUrl null leaves the section out
     * @param requestsPerSecond per API
     */
    public ConfigOptions(List<Cutoff> cutoffs, int webPort, @Nullable String databaseUrl, int requestsPerSecond) {
        this.cutoffs = List.copyOf(cutoffs);
        this.webPort = webPort;
        this.databaseUrl = databaseUrl;
        this.requestsPerSecond = requestsPerSecond;
    }

    /** One cutoff named morning at a time of day, the board on any port, no database section, 15 requests a second. */
    public static ConfigOptions morningAt(String when) {
        return new ConfigOptions(List.of(new Cutoff("morning", when, null, false)), 0, null, 15);
    }

    /** One cutoff more. */
    public ConfigOptions withCutoff(Cutoff cutoff) {
        List<Cutoff> more = new ArrayList<>(cutoffs);
        more.add(cutoff);
        return withCutoffs(more);
    }

    /** These cutoffs and no others. */
    public ConfigOptions withCutoffs(List<Cutoff> all) {
        return changed(options -> options.cutoffs = List.copyOf(all));
    }

    public ConfigOptions withWebPort(int port) {
        return changed(options -> options.webPort = port);
    }

    public ConfigOptions withDatabaseUrl(String url) {
        return changed(options -> options.databaseUrl = url);
    }

    /** Written only together with a database url. */
    public ConfigOptions withDatabaseUser(String user, String password) {
        return changed(options -> {
            options.databaseUser = user;
            options.databasePassword = password;
        });
    }

    /** Written only together with a database url; 0 leaves the key out. */
    public ConfigOptions withKeepDays(int days) {
        return changed(options -> options.keepDays = days);
    }

    public ConfigOptions withRequestsPerSecond(int number) {
        return changed(options -> options.requestsPerSecond = number);
    }

    /** None, unless said here. */
    public ConfigOptions withJitter(Duration most) {
        return changed(options -> options.jitter = most);
    }

    /** Zero: no corrections; the key is left out, unless said here. */
    public ConfigOptions withCorrectAfter(Duration time) {
        return changed(options -> options.correctAfter = time);
    }

    /** The departments share the robots of the first so many of them, in turn; 0: each has its own. */
    public ConfigOptions withRobots(int number) {
        return changed(options -> options.robots = number);
    }

    /** Whether each department says the conversation of its group. */
    public ConfigOptions withConversations(boolean value) {
        return changed(options -> options.conversations = value);
    }

    /** Whether punch events are wanted, over the Stream connection. */
    public ConfigOptions withEvents(boolean value) {
        return changed(options -> options.events = value);
    }

    /** Whether Stream mode is on. */
    public ConfigOptions withStream(boolean value) {
        return changed(options -> options.stream = value);
    }

    /** More lines of the section {@code web}. */
    public ConfigOptions withWeb(String... lines) {
        return changed(options -> options.web = List.of(lines));
    }

    List<String> web() {
        return web;
    }

    /** Whether commands that change something are taken over the callback. */
    public ConfigOptions withCallbackAdmin(boolean value) {
        return changed(options -> options.callbackAdmin = value);
    }

    /** The organisation's metered calls of a month; 0: unlimited. */
    public ConfigOptions withMonthlyCalls(int value) {
        return changed(options -> options.monthlyCalls = value);
    }

    public List<Cutoff> cutoffs() {
        return cutoffs;
    }

    public int webPort() {
        return webPort;
    }

    public @Nullable String databaseUrl() {
        return databaseUrl;
    }

    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    @Nullable
    String databaseUser() {
        return databaseUser;
    }

    @Nullable
    String databasePassword() {
        return databasePassword;
    }

    int keepDays() {
        return keepDays;
    }

    Duration jitter() {
        return jitter;
    }

    @Nullable
    Duration correctAfter() {
        return correctAfter;
    }

    int robots() {
        return robots;
    }

    boolean conversations() {
        return conversations;
    }

    int monthlyCalls() {
        return monthlyCalls;
    }

    boolean callbackAdmin() {
        return callbackAdmin;
    }

    boolean events() {
        return events;
    }

    boolean stream() {
        return stream;
    }

    private ConfigOptions changed(Consumer<ConfigOptions> change) {
        try {
            ConfigOptions copy = (ConfigOptions) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
