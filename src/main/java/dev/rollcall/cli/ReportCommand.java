package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.app.ReadSide;
import dev.rollcall.app.Reports;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.report.DailyFormat;
import dev.rollcall.report.DailyReport;
import dev.rollcall.report.ReportRange;
import dev.rollcall.report.ReportRange.BadRangeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daily report by department: from the database what is kept there, from DingTalk the rest, which is then kept. */
@Command(name = "report", description = "Writes the daily report by department.", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first day, yyyy-MM-dd.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "The last day, yyyy-MM-dd.")
    private String to = "";

    @Option(
            names = "--format",
            description = "One of: ${COMPLETION-CANDIDATES}; default: as the file's name ends, else csv.")
    private @Nullable DailyFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write; default: standard output.")
    private @Nullable Path out;

    private final Surroundings surroundings;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (chosen() == DailyFormat.XLSX && out == null && surroundings.terminal()) {
            throw new UsageException("--format xlsx is no text: give --out FILE, or send standard output to a file");
        }
        App running = surroundings.running();
        if (running != null) {
            return print(running.reports());
        }
        if (out != null) {
            new OutFile(out).check(); // Before a month is read for it.
        }
        BotConfig loaded = ConfigLoader.load(config.file(), surroundings.environment());
        try (Ledger ledger = Ledger.open(loaded.database(), surroundings.clock());
                ReadSide read = new ReadSide(loaded, surroundings.clock(), surroundings.waiting(), ledger)) {
            return print(new Reports(loaded, read, ledger, surroundings.clock()));
        } catch (LedgerException e) {
            return ask(loaded, e);
        }
    }

    private DailyFormat chosen() {
        if (format != null) {
            return format;
        }
        return out != null && out.toString().endsWith(".xlsx") ? DailyFormat.XLSX : DailyFormat.CSV;
    }

    private int print(Reports reports) throws Exception {
        Progress progress = new Progress(surroundings);
        DailyReport report;
        try {
            ReportRange range = ReportRange.of(from, to, reports.today());
            report = reports.report(range, progress::day).get();
        } catch (BadRangeException e) {
            throw new UsageException("--" + e.getMessage());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            progress.end();
        }
        write(chosen().print(report));
        if (report.complete()) {
            return Main.DONE;
        }
        report.days().stream()
                .filter(day -> !day.complete())
                .map(day -> "Incomplete: " + day.workDate() + " of " + day.name()
                        + " could not be read whole: " + day.trouble() + "; whoever is unverified may have been in or"
                        + " not")
                .forEach(surroundings.err()::println);
        return Main.FAILED;
    }

    private void write(byte[] file) throws IOException {
        if (out == null) {
            surroundings.out().write(file);
            surroundings.out().flush();
            return;
        }
        new OutFile(out).write(file);
        surroundings.err().println("Written: " + out);
    }

    /** The process that has the database makes the file; this one, which knows where it is to be, writes it. */
    private int ask(BotConfig loaded, LedgerException held) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Surroundings caught = surroundings.printingTo(new PrintStream(file, true, StandardCharsets.UTF_8));
        List<String> arguments =
                new ArrayList<>(List.of("report", "--from", from, "--to", to, "--format", chosen().toString()));
        int code = RunningServe.ask(loaded, arguments, held, caught);
        if (file.size() > 0) {
            write(file.toByteArray());
        }
        return code;
    }
}
