package dev.rollcall.absence;

import dev.rollcall.common.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * What one roll call may spend and what it has spent: its deadline, its calls by path, what could not be read.
 *
 * <p>Handed through the ports so that every retry and page of one roll call shares one deadline and one account.
 * Thread-safe.
 */
public final class Run {
    private final Deadline deadline;
    private final IntConsumer progress;
    private final Answers answers;
    private final Map<String, AtomicInteger> calls;
    private final AtomicInteger total;
    private final AtomicInteger searches;
    private final AtomicInteger searchesOfParts;
    private final Set<String> answered;
    private final Map<String, SourceException> givenUp;
    private final ConcurrentLinkedQueue<SourceException> troubles = new ConcurrentLinkedQueue<>();

    /**
     * A run that ends by {@code deadline} and goes on where another one was killed.
     *
     * @param progress told the number of calls so far after each call; called from many threads
     * @param answers what the other one had been answered
     */
    public Run(Deadline deadline, IntConsumer progress, Answers answers) {
        this.deadline = deadline;
        this.progress = progress;
        this.answers = answers;
        calls = new ConcurrentHashMap<>();
        total = new AtomicInteger();
        searches = new AtomicInteger();
        searchesOfParts = new AtomicInteger();
        answered = ConcurrentHashMap.newKeySet();
        givenUp = new ConcurrentHashMap<>();
    }

    private Run(Run whole) {
        deadline = whole.deadline;
        progress = whole.progress;
        answers = whole.answers;
        calls = whole.calls;
        total = whole.total;
        answered = whole.answered;
        givenUp = whole.givenUp;
        searches = whole.searchesOfParts;
        searchesOfParts = whole.searchesOfParts;
    }

    /** A part of this run: it has everything in common with it but its troubles, and with other parts its searches. */
    Run part() {
        return new Run(this);
    }

    /** A run that begins at the beginning. */
    public Run(Deadline deadline, IntConsumer progress) {
        this(deadline, progress, Answers.NONE);
    }

    /** A run that nobody watches. */
    public Run(Deadline deadline) {
        this(deadline, calls -> {});
    }

    public Deadline deadline() {
        return deadline;
    }

    /** What had been answered before this run began, and where to keep what is answered in it. */
    public Answers answers() {
        return answers;
    }

    /** Counts one attempt sent to DingTalk at {@code path}. */
    public void called(String path) {
        calls.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
        progress.accept(total.incrementAndGet());
    }

    /** Notes that {@code path} gave a whole answer. */
    public void answered(String path) {
        answered.add(path);
    }

    /**
     * Notes that {@code path} is not to be asked again in this run, because {@code why} would be the answer every time.
     */
    public void giveUp(String path, SourceException why) {
        givenUp.putIfAbsent(path, why);
    }

    /** Like {@link #giveUp}, unless the path has given a whole answer before. */
    public void giveUpUnlessAnswered(String path, SourceException why) {
        if (!answered.contains(path)) {
            giveUp(path, why);
        }
    }

    /** Why {@code path} is not asked any more; empty while it is. */
    public Optional<SourceException> givenUp(String path) {
        return Optional.ofNullable(givenUp.get(path));
    }

    /** Whether one more search of this kind may be made, of which a whole roll call has {@code most}; counts it. */
    public boolean maySearch(int most) {
        return searches.getAndIncrement() < most;
    }

    /** Notes that something could not be read; the roll call goes on with what there is. */
    public void trouble(SourceException trouble) {
        troubles.add(trouble);
    }

    /** Attempts by path, sorted, refused ones included. */
    public Map<String, Integer> calls() {
        Map<String, Integer> counts = new TreeMap<>();
        calls.forEach((path, count) -> counts.put(path, count.get()));
        return counts;
    }

    /** What could not be read so far, in the order of its happening. */
    public List<SourceException> troubles() {
        return List.copyOf(troubles);
    }
}
