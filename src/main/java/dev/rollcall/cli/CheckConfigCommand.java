package dev.rollcall.cli;

import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads the configuration as {@code serve} would and says what it understood. Asks nobody. */
@Command(
        name = "check-config",
        description = "Checks the configuration and says what it means: departments, next cutoffs, forecast.",
        mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
    private static final DateTimeFormatter FIRE =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss XXX", Locale.ENGLISH);
    private static final int FIRES_SHOWN = 3;
    private static final List<Integer> HEADCOUNTS = List.of(100, 500, 1000, 5000);

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The configuration, instead of --config.")
    private @Nullable Path file;

    private final Surroundings surroundings;

    CheckConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Path path = file == null ? config.file() : file;
        BotConfig loaded = ConfigLoader.load(path, surroundings.environment());
        loaded.warnings().forEach(warning -> surroundings.warn(warning.in(path.toString())));
        PrintStream out = surroundings.out();
        out.println(path + " is valid. Times are in " + loaded.zone() + ".");
        out.println();
        departments(loaded, out);
        ZonedDateTime now = surroundings.clock().instant().atZone(loaded.zone());
        cutoffs(loaded, now, out);
        forecast(loaded, YearMonth.from(now), out);
        return Main.DONE;
    }

    private static void departments(BotConfig loaded, PrintStream out) {
        out.println("Departments:");
        for (DepartmentConfig department : loaded.departments()) {
            String name = department.name().isEmpty() ? "(DingTalk's own name)" : department.name();
            String posts = department.robot() == null || department.cutoffs().isEmpty()
                    ? "no digest"
                    : "digest at " + String.join(", ", department.cutoffs())
                            + (department.shadow() ? ", in shadow" : "");
            out.println("  " + department.id() + "  " + name + ": " + posts);
        }
        if (loaded.company() != null) {
            out.println("  company: roll-up at "
                    + String.join(", ", loaded.company().cutoffs()));
        }
        out.println();
    }

    private static void cutoffs(BotConfig loaded, ZonedDateTime now, PrintStream out) {
        out.println("Cutoffs fire next at:");
        for (CutoffConfig cutoff : loaded.cutoffs().values()) {
            Optional<ZonedDateTime> fire = cutoff.next(now);
            out.println("  " + cutoff.name() + (fire.isPresent() ? "" : ": never"));
            for (int shown = 0; shown < FIRES_SHOWN && fire.isPresent(); shown++) {
                out.println("    " + FIRE.format(fire.get()));
                fire = cutoff.next(fire.get());
            }
        }
        out.println();
    }

    private static void forecast(BotConfig loaded, YearMonth month, PrintStream out) {
        List<QuotaForecast.Cutoff> cutoffs = loaded.quotaOf(month);
        int monthlyCalls = loaded.dingtalk().monthlyCalls();
        int monthlyMessages = loaded.dingtalk().monthlyMessages();
        out.println("Forecast for " + month + ", at most:");
        out.println("  messages: " + QuotaForecast.of(cutoffs, 0).messages() + " of "
                + (monthlyMessages == 0 ? "unlimited" : monthlyMessages));
        for (int headcount : HEADCOUNTS) {
            out.println("  metered calls for " + headcount + " people: "
                    + QuotaForecast.of(cutoffs, headcount).calls() + " of "
                    + (monthlyCalls == 0 ? "unlimited" : monthlyCalls));
        }
        int most = QuotaForecast.largestHeadcount(cutoffs, monthlyCalls);
        if (most < QuotaForecast.NO_LIMIT) {
            out.println("  the calls suffice for " + most + " people");
        }
    }
}
