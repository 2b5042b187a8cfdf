package dev.rollcall.cli;

import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.budget.QuotaForecast.Habits;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the configuration as {@code serve} would and says what it understood. Asks nobody, unless told to. */
@Command(
        name = "check-config",
        description = "Checks the configuration and says what it means: departments, next cutoffs, forecast.",
        mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
    private static final DateTimeFormatter FIRE =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss XXX", Locale.ENGLISH);
    private static final int FIRES_SHOWN = 3;
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Habits TYPICAL = Habits.TYPICAL;
    private static final List<Integer> HEADCOUNTS = List.of(100, 500, 1000, 5000);

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The configuration, instead of --config.")
    private @Nullable Path file;

    @Option(
            names = "--people",
            description = "Then ask DingTalk who belongs to no configured department, and which user ids of the"
                    + " configuration nobody has; contacts cost no quota.")
    private boolean people;

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
        forecast(loaded, now, out);
        if (!people) {
            out.println();
            out.println(
                    "Not asked: DingTalk, who is in no configured department and whether each user id is somebody's;"
                            + " --people asks, at no cost.");
        }
        out.flush();
        return people ? new PeopleCheck(surroundings).ask(loaded) : Main.DONE;
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

    private static void forecast(BotConfig loaded, ZonedDateTime now, PrintStream out) {
        YearMonth month = YearMonth.from(now);
        List<QuotaForecast.Cutoff> weekdays = quota(loaded, month, WEEKDAYS);
        int monthlyCalls = loaded.dingtalk().monthlyCalls();
        int monthlyMessages = loaded.dingtalk().monthlyMessages();
        out.println("Forecast for " + month + " where people work from Monday to Friday, chat, board and reports not"
                + " included:");
        for (int headcount : HEADCOUNTS) {
            QuotaForecast forecast = QuotaForecast.of(weekdays, headcount, TYPICAL, monthlyCalls);
            long ahead = forecast.calls().all()
                    - QuotaForecast.of(weekdays, headcount, TYPICAL).calls().all();
            out.println("  metered calls for " + headcount + " people: "
                    + forecast.calls().all() + " of " + limit(monthlyCalls)
                    + (ahead > 0 ? " (" + ahead + " of them shortly before cutoffs)" : "")
                    + ", messages: " + forecast.messages() + " of " + limit(monthlyMessages)
                    + (over(forecast.calls().all(), monthlyCalls) || over(forecast.messages(), monthlyMessages)
                            ? ": over the quota"
                            : ""));
        }
        int most = QuotaForecast.largestHeadcount(weekdays, monthlyCalls, TYPICAL);
        if (most < QuotaForecast.NO_LIMIT) {
            List<QuotaForecast.Cutoff> everyDay = quota(loaded, month, EnumSet.allOf(DayOfWeek.class));
            out.println("  the calls suffice for " + most + " people, for "
                    + QuotaForecast.largestHeadcount(everyDay, monthlyCalls, TYPICAL)
                    + " where they work on every day on which a cutoff fires");
        }
    }

    private static boolean over(long forecast, int monthly) {
        return monthly > 0 && forecast > monthly;
    }

    private static String limit(int monthly) {
        return monthly == 0 ? "unlimited" : String.valueOf(monthly);
    }

    private static List<QuotaForecast.Cutoff> quota(BotConfig loaded, YearMonth month, Set<DayOfWeek> working) {
        return loaded.quota(
                month.atDay(1).atStartOfDay(loaded.zone()),
                month.plusMonths(1).atDay(1).atStartOfDay(loaded.zone()),
                working);
    }
}
