package dev.rollcall.cli;

import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.app.App;
import dev.rollcall.app.ReadSide;
import dev.rollcall.app.SendSide;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.Preview;
import dev.rollcall.check.Previews;
import dev.rollcall.common.Deadline;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a cutoff posts, byte for byte: of each message its title, an empty line and its text, on standard output; where it goes
 * is said on standard error. Posts nothing.
 */
@Command(
        name = "preview",
        description = "Shows byte for byte what a cutoff posts; posts nothing.",
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Between two messages; no digest has such a line. */
    static final String BETWEEN = "-".repeat(40);

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--cutoff",
            required = true,
            paramLabel = "NAME",
            description = "This cutoff, as of today, or where it does not fire today as of its last firing.")
    private String cutoff = "";

    @Option(
            names = "--department",
            paramLabel = "ID-or-name",
            description = "Only this department (default: each that has the cutoff, and the company's roll-up).")
    private @Nullable String department;

    private final Surroundings surroundings;

    PreviewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        App running = surroundings.running();
        if (running != null) {
            return show(
                    running.config(), running.read(), running.send().checks().previews());
        }
        BotConfig loaded = ConfigLoader.load(config.file(), surroundings.environment());
        CheckChoice.cutoff(loaded, cutoff); // Before anything is opened.
        Instant now = surroundings.clock().instant();
        try (Ledger ledger = Ledger.open(loaded.database(), surroundings.clock());
                ReadSide read = new ReadSide(loaded, surroundings.clock(), surroundings.waiting(), ledger);
                SendSide send = new SendSide(loaded, read, ledger, surroundings.clock(), surroundings.waiting(), now)) {
            return show(loaded, read, send.checks().previews());
        } catch (LedgerException e) {
            return RunningServe.ask(loaded, surroundings.arguments(), e, surroundings);
        }
    }

    private int show(BotConfig loaded, ReadSide read, Previews previews) throws Exception {
        CutoffConfig chosen = CheckChoice.cutoff(loaded, cutoff);
        Progress progress = new Progress(surroundings);
        Run run = new Run(Deadline.in(DEADLINE, surroundings.waiting()), progress::called);
        try {
            List<Preview> all = department == null
                    ? previews.all(chosen, run)
                    : List.of(one(loaded, new DepartmentNames(read, run), previews, chosen, run));
            progress.end();
            return show(loaded, all);
        } finally {
            progress.end();
        }
    }

    private Preview one(BotConfig loaded, DepartmentNames names, Previews previews, CutoffConfig chosen, Run run)
            throws Exception {
        String wanted = Objects.requireNonNull(department);
        DepartmentConfig found = names.find(wanted, loaded.departments());
        if (!found.cutoffs().contains(chosen.name())) {
            throw new UsageException("--department " + wanted + ": does not have the cutoff " + chosen.name()
                    + "; it has: " + (found.cutoffs().isEmpty() ? "none" : String.join(", ", found.cutoffs())));
        }
        return previews.firing(found.id(), chosen)
                .map(firing -> previews.department(found, firing, run))
                .orElseThrow(this::neverFired);
    }

    private UsageException neverFired() {
        return new UsageException("--cutoff " + cutoff + ": it does not fire today and has not fired within a year");
    }

    private int show(BotConfig loaded, List<Preview> all) throws UsageException {
        if (all.isEmpty()) {
            throw used(loaded) ? neverFired() : new UsageException("--cutoff " + cutoff + ": nobody has this cutoff");
        }
        PreviewWords words = new PreviewWords(loaded);
        surroundings.err().println(words.heading(all.get(0)));
        boolean first = true;
        for (Preview one : all) {
            surroundings.err().println(words.of(one));
            Message message = one.message();
            if (message != null && one.destination() != Preview.Destination.NOWHERE) {
                surroundings
                        .out()
                        .print((first ? "" : BETWEEN + "\n") + message.title() + "\n\n" + message.text() + "\n");
                surroundings.out().flush();
                first = false;
            }
        }
        return complete(all);
    }

    private boolean used(BotConfig loaded) {
        boolean rollUp = loaded.company() != null && loaded.company().cutoffs().contains(cutoff);
        return rollUp
                || loaded.departments().stream().anyMatch(one -> one.cutoffs().contains(cutoff));
    }

    /** The last one rests on all that was read. */
    private int complete(List<Preview> all) {
        RollCall rollCall = all.stream()
                .map(Preview::rollCall)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
        return rollCall == null ? Main.DONE : Incomplete.tell(rollCall, surroundings.err());
    }
}
