package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.app.DoctorSide;
import dev.rollcall.app.ReadSide;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.report.Diagnosis;
import dev.rollcall.report.DiagnosisFormat;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tries each permission, robot and clock, and says of each failure what it is and what to do. Without the database it
 * examines the rest; where a {@code serve} holds it, that one is asked.
 */
@Command(
        name = "doctor",
        description = "Tries each permission, robot and clock against DingTalk and says what is wrong and what to do.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--send-test",
            description = "Post a marked test message through each robot, and send one to the admins in private.")
    private boolean sendTest;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}, in upper or lower case (default: ${DEFAULT-VALUE}).")
    private DiagnosisFormat format = DiagnosisFormat.TEXT;

    private final Surroundings surroundings;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        App running = surroundings.running();
        if (running != null) {
            return print(running.doctor(), running.config());
        }
        BotConfig loaded = ConfigLoader.load(config.file(), surroundings.environment());
        Ledger opened;
        try {
            opened = Ledger.open(loaded.database(), surroundings.clock());
        } catch (LedgerException e) {
            return withoutLedger(loaded, e);
        }
        try (Ledger ledger = opened;
                ReadSide read = new ReadSide(loaded, surroundings.clock(), surroundings.waiting(), ledger);
                DoctorSide doctor =
                        new DoctorSide(loaded, read, ledger, surroundings.clock(), surroundings.waiting())) {
            return print(doctor, loaded);
        }
    }

    /** Whoever holds it knows more; where nobody can be asked, the rest is examined from here. */
    private int withoutLedger(BotConfig loaded, LedgerException trouble) {
        try {
            return RunningServe.ask(loaded, surroundings.arguments(), trouble, surroundings);
        } catch (LedgerException | IOException e) {
            try (ReadSide read = new ReadSide(loaded, surroundings.clock(), surroundings.waiting());
                    DoctorSide doctor =
                            new DoctorSide(loaded, read, trouble, surroundings.clock(), surroundings.waiting())) {
                return print(doctor, loaded);
            }
        }
    }

    private int print(DoctorSide doctor, BotConfig loaded) {
        Diagnosis diagnosis = doctor.examine(sendTest, loaded.language());
        surroundings.out().print(format.print(diagnosis));
        surroundings.out().flush();
        return diagnosis.well() ? Main.DONE : Main.FAILED;
    }
}
