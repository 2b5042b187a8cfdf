package dev.rollcall.cli;

import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.absence.Run;
import dev.rollcall.app.ReadSide;
import dev.rollcall.check.Check;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.config.BotConfig;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which check do the arguments mean? Whatever they cannot mean is a {@link UsageException}. */
final class CheckChoice {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final BotConfig config;
    private final ReadSide read;
    private final Run run;
    private final Instant now;

    /** @param run the run of the check: looking up a name is part of it */
    CheckChoice(BotConfig config, ReadSide read, Run run, Surroundings surroundings) {
        this.config = config;
        this.read = read;
        this.run = run;
        this.now = surroundings.clock().instant();
    }

    /**
     * @throws UsageException if the arguments cannot be meant
     * @throws IOException if it cannot be found out what is meant
     */
    Check choose(List<String> departments, @Nullable String cutoff, @Nullable String at)
            throws UsageException, IOException {
        if (cutoff != null && at != null) {
            throw new UsageException("--cutoff and --at exclude each other: give one of them");
        }
        if (cutoff != null) {
            return atCutoff(departments, cutoff);
        }
        ZonedDateTime asOf = at == null ? now.truncatedTo(ChronoUnit.SECONDS).atZone(config.zone()) : time(at);
        return new Check(
                "check " + asOf.toInstant(),
                asOf.toInstant(),
                asOf.toLocalDate(),
                chosen(departments, config.departments()),
                false);
    }

    private Check atCutoff(List<String> departments, String name) throws UsageException, IOException {
        CutoffConfig cutoff = cutoff(config, name);
        ZonedDateTime fire = cutoff.lastAtOrBefore(now.atZone(config.zone()))
                .orElseThrow(() -> new UsageException("--cutoff " + name + ": it has not fired within a year"));
        Check whole = read.settings().check(cutoff, fire);
        if (whole.workDate().isBefore(AttendanceSource.earliest(today()))) {
            throw new UsageException("--cutoff " + name + ": the work date of its last firing, " + whole.workDate()
                    + ", is too long ago, " + AttendanceSource.bound(today()) + " with --at");
        }
        if (whole.departments().isEmpty()) {
            throw new UsageException("--cutoff " + name + ": no department has this cutoff");
        }
        if (departments.isEmpty()) {
            return whole;
        }
        List<DepartmentConfig> named = whole.departments().stream()
                .filter(department -> whole.digests().contains(department.id()))
                .toList();
        return new Check(whole.cutoff(), whole.asOf(), whole.workDate(), chosen(departments, named), false);
    }

    /** The cutoff that is named so. */
    static CutoffConfig cutoff(BotConfig config, String name) throws UsageException {
        CutoffConfig cutoff = config.cutoffs().get(name);
        if (cutoff == null) {
            throw NoSuch.of("--cutoff", name, "cutoff", config.cutoffs().keySet());
        }
        return cutoff;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, config.zone());
    }

    /** Of what DingTalk no longer has, nobody can say that nobody was absent. */
    private ZonedDateTime time(String at) throws UsageException {
        try {
            ZonedDateTime time = LocalDateTime.parse(at, MINUTE).atZone(config.zone());
            if (time.toInstant().isAfter(now)) {
                throw new UsageException("--at " + at + ": lies in the future; it is now "
                        + MINUTE.format(now.atZone(config.zone())) + " in " + config.zone());
            }
            if (time.toLocalDate().isBefore(AttendanceSource.earliest(today()))) {
                throw new UsageException("--at " + at + ": is too long ago, " + AttendanceSource.bound(today()));
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "--at " + at + ": give a local time as yyyy-MM-ddTHH:mm, such as 2026-11-20T09:40");
        }
    }

    private List<DepartmentConfig> chosen(List<String> wanted, List<DepartmentConfig> among)
            throws UsageException, IOException {
        if (wanted.isEmpty()) {
            return among;
        }
        DepartmentNames names = new DepartmentNames(read, run);
        List<DepartmentConfig> chosen = new ArrayList<>();
        for (String one : wanted) {
            DepartmentConfig department = names.find(one, among);
            if (!chosen.contains(department)) {
                chosen.add(department);
            }
        }
        return chosen;
    }
}
