package dev.rollcall.cli;

import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.app.App;
import dev.rollcall.app.ReadSide;
import dev.rollcall.app.SendSide;
import dev.rollcall.check.Check;
import dev.rollcall.check.CheckReport;
import dev.rollcall.common.Deadline;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.report.RollCallFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One roll call, printed; posted only on request. */
@Command(
        name = "check",
        description = "Makes one roll call and prints it; posts nothing without --send.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MESSAGES_A_MINUTE = 20;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--department",
            paramLabel = "ID-or-name",
            description = "Only this department; may be given several times (default: all).")
    private List<String> departments = new ArrayList<>();

    @Option(names = "--cutoff", paramLabel = "NAME", description = "As of the last firing of this cutoff.")
    private @Nullable String cutoff;

    @Option(names = "--at", paramLabel = "yyyy-MM-ddTHH:mm", description = "As of this local time (default: now).")
    private @Nullable String at;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}, in upper or lower case (default: ${DEFAULT-VALUE}).")
    private RollCallFormat format = RollCallFormat.TEXT;

    @Option(names = "--send", description = "Post the digests to the departments' groups.")
    private boolean send;

    private final Surroundings surroundings;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Progress progress = new Progress(surroundings);
        App running = surroundings.running();
        if (running != null) {
            return send(running.config(), running.read(), running.send(), progress);
        }
        BotConfig loaded = ConfigLoader.load(config.file(), surroundings.environment());
        try {
            return send ? send(loaded, progress) : print(loaded, progress);
        } finally {
            progress.end();
        }
    }

    private int print(BotConfig loaded, Progress progress) throws Exception {
        try (ReadSide read = new ReadSide(loaded, surroundings.clock(), surroundings.waiting())) {
            Run run = new Run(Deadline.in(DEADLINE, surroundings.waiting()), progress::called);
            return print(read.find(chosen(loaded, read, run), run), progress);
        }
    }

    private Check chosen(BotConfig loaded, ReadSide read, Run run) throws Exception {
        return new CheckChoice(loaded, read, run, surroundings).choose(departments, cutoff, at);
    }

    private int send(BotConfig loaded, Progress progress) throws Exception {
        Instant started = surroundings.clock().instant();
        try (Ledger ledger = Ledger.open(loaded.database(), surroundings.clock());
                ReadSide read = new ReadSide(loaded, surroundings.clock(), surroundings.waiting(), ledger);
                SendSide side =
                        new SendSide(loaded, read, ledger, surroundings.clock(), surroundings.waiting(), started)) {
            return send(loaded, read, side, progress);
        } catch (LedgerException e) {
            return RunningServe.ask(loaded, surroundings.arguments(), e, surroundings);
        }
    }

    private int send(BotConfig loaded, ReadSide read, SendSide side, Progress progress) throws Exception {
        Run run = new Run(Deadline.in(DEADLINE, surroundings.waiting()), progress::called);
        Check check = chosen(loaded, read, run);
        CheckReport report = side.checks().post(check, run, sendingTime(check), rollCall -> print(rollCall, progress));
        tell(report);
        return report.succeeded() ? Main.DONE : Main.FAILED;
    }

    private void tell(CheckReport report) {
        for (CheckReport.Delivered one : report.deliveries()) {
            surroundings
                    .err()
                    .println(
                            one.outcome().delivered()
                                    ? "Delivered to " + one.name()
                                    : "Not delivered to " + one.name() + ": "
                                            + one.outcome().words());
        }
        for (CheckReport.Before one : report.before()) {
            surroundings
                    .err()
                    .println("Not posted to " + one.name() + " again: this cutoff's digest is "
                            + one.state().word() + (one.sentAt() == null ? "" : " since " + one.sentAt()));
        }
        if (report.deliveries().isEmpty() && report.before().isEmpty()) {
            surroundings.err().println("Nothing was posted: no department with a robot has anything to say");
        }
    }

    /** A robot takes twenty messages a minute, and in shadow all departments may share one. */
    private static Duration sendingTime(Check check) {
        return DEADLINE.multipliedBy(2 + check.departments().size() / MESSAGES_A_MINUTE);
    }

    private int print(RollCall rollCall, Progress progress) {
        progress.end();
        surroundings.out().print(format.print(rollCall));
        surroundings.out().flush();
        return Incomplete.tell(rollCall, surroundings.err());
    }
}
