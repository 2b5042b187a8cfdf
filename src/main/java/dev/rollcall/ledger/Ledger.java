package dev.rollcall.ledger;

import dev.rollcall.absence.KnownDay;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.ledger.CommonLimits.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Everything that must outlive the process: slots, deliveries, roll calls, what people have said in chats, and what all
 * processes may do together, in one embedded or PostgreSQL database.
 *
 * <p>The schema is made and brought up to date when it is opened. Every call is one transaction: when it returns, what
 * it wrote is committed and survives a killed process; what must precede a message is on the disk as well. Thread-safe.
 * Every method may throw {@link LedgerException}.
 */
public final class Ledger implements AutoCloseable {
    private final Database database;
    private final Slots slots;
    private final Deliveries deliveries;
    private final RollCalls rollCalls;
    private final Expiry expiry;
    private final Horizon horizon;
    private final CommonLimits limits;
    private final QuotaMarks quota;
    private final Allowances allowances;
    private final Retention retention;
    private final Outcomes outcomes;
    private final Questions questions;
    private final Ties ties;
    private final Acknowledgements acknowledgements;
    private final Mutes mutes;
    private final Releases releases;
    private final Orders orders;
    private final Trends trends;
    private final Days days;
    private final Mornings mornings;
    private final Sweeps sweeps;
    private final Witnessed witnessed;
    private final Remarks remarks;
    private final Troubles troubles;
    private final SlotStates slotStates;
    private final LatestNumbers latestNumbers;
    private final ReentrantLock readingContacts = new ReentrantLock();

    private Ledger(Database database, Clock clock) {
        this.database = database;
        SlotRows rows = new SlotRows();
        slots = new Slots(database, rows);
        deliveries = new Deliveries(database);
        rollCalls = new RollCalls(database);
        expiry = new Expiry(database, rows);
        horizon = new Horizon(database);
        limits = new CommonLimits(database, clock);
        quota = new QuotaMarks(database, limits);
        allowances = new Allowances(limits, quota);
        retention = new Retention(database);
        outcomes = new Outcomes(database, rows);
        questions = new Questions(database);
        ties = new Ties(database);
        acknowledgements = new Acknowledgements(database);
        mutes = new Mutes(database);
        releases = new Releases(database);
        orders = new Orders(database);
        trends = new Trends(database);
        days = new Days(database);
        mornings = new Mornings(database);
        sweeps = new Sweeps(database);
        witnessed = new Witnessed(database);
        remarks = new Remarks(database);
        troubles = new Troubles(database);
        slotStates = new SlotStates(database);
        latestNumbers = new LatestNumbers(database);
    }

    /**
     * Opens the ledger.
     *
     * @param clock says which month it is
     * @throws LedgerException if it cannot be opened, with what to do in words
     */
    public static Ledger open(DatabaseConfig config, Clock clock) {
        return open(config, clock, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * The same, for tests that stand between the program and its database.
     *
     * @param seen put around the source of connections
     * @param time what is taken for the database's time
     */
    public static Ledger open(
            DatabaseConfig config, Clock clock, UnaryOperator<DataSource> seen, UnaryOperator<Instant> time) {
        Ledger ledger = new Ledger(Database.open(config, seen, time), clock);
        if (config.embedded()) { // Only one process can hold it: whatever another had, it has no more.
            ledger.slots.releaseAll();
            ledger.questions.releaseAll();
        }
        return ledger;
    }

    public Slots slots() {
        return slots;
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public RollCalls rollCalls() {
        return rollCalls;
    }

    public Expiry expiry() {
        return expiry;
    }

    public Horizon horizon() {
        return horizon;
    }

    public CommonLimits limits() {
        return limits;
    }

    public QuotaMarks quota() {
        return quota;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public Questions questions() {
        return questions;
    }

    public Ties ties() {
        return ties;
    }

    public Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    public Mutes mutes() {
        return mutes;
    }

    public Releases releases() {
        return releases;
    }

    public Orders orders() {
        return orders;
    }

    public Trends trends() {
        return trends;
    }

    public Days days() {
        return days;
    }

    public Mornings mornings() {
        return mornings;
    }

    public Sweeps sweeps() {
        return sweeps;
    }

    public Witnessed witnessed() {
        return witnessed;
    }

    public Remarks remarks() {
        return remarks;
    }

    public Troubles troubles() {
        return troubles;
    }

    public Retention retention() {
        return retention;
    }

    public SlotStates slotStates() {
        return slotStates;
    }

    public LatestNumbers latestNumbers() {
        return latestNumbers;
    }

    /** How the database's connections are used. */
    public ConnectionUse connections() {
        return database.use();
    }

    /** The month's metered calls, of which {@code limit} may be made; 0: unlimited. */
    public MonthlyAllowance calls(long limit) {
        return allowances.open(Kind.CALLS, limit);
    }

    /** The month's messages, of which {@code limit} may be sent; 0: unlimited. */
    public MonthlyAllowance messages(long limit) {
        return allowances.open(Kind.MESSAGES, limit);
    }

    /** How many of {@code kind} are used in this month, with what other processes have reserved and may not have used. */
    public long used(Kind kind) {
        return allowances.used(kind);
    }

    /** What earlier roll calls of a day have read. */
    public KnownDay knownDay() {
        return new KnownDay(new PunchRows(database), new LeaveRows(database), sweeps.people());
    }

    /** What DingTalk answers in the roll calls that {@code process} makes for one cutoff. */
    public CheckAnswers answers(UUID process, LocalDate workDate, String cutoff) {
        return new CheckAnswers(database, process, workDate, cutoff);
    }

    /** {@code source}, remembering contacts for {@code age}, and shifts for the day. */
    public RosterSource remembering(RosterSource source, Duration age) {
        return new RememberedRoster(source, age, readingContacts, database);
    }

    /**
     * Writes something and takes it back, so that nothing is changed: whether there is anything wrong with writing.
     *
     * @return the version of the schema
     */
    public String proved() {
        String version = database.in("write to the database", handle -> {
            String path = "doctor " + UUID.randomUUID();
            handle.createUpdate("insert into turn (path, next_at) values (:path, :never)")
                    .bind("path", path)
                    .bind("never", Instant.EPOCH)
                    .execute();
            handle.createUpdate("delete from turn where path = :path")
                    .bind("path", path)
                    .execute();
            return handle.createQuery("select coalesce(version, '') from schema_version"
                            + " where installed_rank = (select max(installed_rank) from schema_version)")
                    .mapTo(String.class)
                    .one();
        });
        database.sync();
        return version;
    }

    /** Whether the database is a file of this process. */
    public boolean embedded() {
        return database.embedded();
    }

    @Override
    public void close() {
        database.close();
    }
}
