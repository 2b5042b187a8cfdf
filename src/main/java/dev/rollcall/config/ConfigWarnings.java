package dev.rollcall.config;

import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.RobotConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be used and is probably not meant: told by {@code check-config} and at the start, never a reason to stop. */
final class ConfigWarnings {
    /** Said at every secret that stands in the file itself. */
    static final String INLINE =
            "is a secret written into the file; take it from the environment (${NAME}) or a …_file";

    private static final int SHORT_TOKEN = 22;
    private static final Pattern ACCESS_TOKEN = Pattern.compile("[?&]access_token=([^&]+)");

    /** Two weeks without a change of clocks in most zones: any will do to compare times of day. */
    private static final LocalDate SAMPLE = LocalDate.of(2026, 1, 5);

    private static final int SAMPLE_DAYS = 14;

    private final BotConfig config;
    private final Places places;
    private final Findings findings;

    ConfigWarnings(BotConfig config, Places places, Findings findings) {
        this.config = config;
        this.places = places;
        this.findings = findings;
    }

    /** Adds every warning about the configuration as a whole to the findings. */
    void find() {
        config.cutoffs().values().forEach(this::cutoff);
        departments();
        new QuotaWarnings(config).find(this::quota);
        web();
    }

    /** Whether others than the file's owner and group may read it; false where files have no such permissions. */
    static boolean readableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Warns about a file that holds secrets itself and that others may read. */
    static void permissions(Path file, Findings findings) {
        boolean inline =
                findings.warnings().stream().anyMatch(warning -> warning.text().equals(INLINE));
        if (inline && readableByOthers(file)) {
            findings.warn(
                    Position.START,
                    Fault.WHOLE_FILE,
                    "holds secrets and others on this machine may read it; chmod 600");
        }
    }

    private void cutoff(CutoffConfig cutoff) {
        String path = Shown.below("cutoffs", cutoff.name());
        Optional<ZonedDateTime> next = cutoff.next(SAMPLE.atStartOfDay(config.zone()));
        if (next.isPresent() && next.get().getMinute() == 0) {
            warn(
                    "is on the full hour, when DingTalk is busiest; some minutes later is safer",
                    path + ".at",
                    path + ".cron");
        }
        if (cutoff.namesSeveralTimesADay(SAMPLE)) {
            warn("names several times on one date; only the first of each date counts", path + ".cron");
        }
        CutoffConfig followed =
                cutoff.follows() == null ? null : config.cutoffs().get(cutoff.follows());
        if (followed != null && notAfter(cutoff, followed)) {
            warn(
                    "is not after the cutoff that it follows; give it a later time than " + followed.name(),
                    path + ".follows");
        }
        if (!used(cutoff.name())) {
            warn("is named by no department and not by the company, so nothing happens then", path);
        }
    }

    private boolean used(String cutoff) {
        return (config.company() != null && config.company().cutoffs().contains(cutoff))
                || config.departments().stream()
                        .anyMatch(department -> department.cutoffs().contains(cutoff));
    }

    private boolean notAfter(CutoffConfig follower, CutoffConfig followed) {
        return SAMPLE.datesUntil(SAMPLE.plusDays(SAMPLE_DAYS)).anyMatch(date -> {
            Optional<ZonedDateTime> first = forWorkDate(followed, date);
            Optional<ZonedDateTime> second = forWorkDate(follower, date);
            return first.isPresent() && second.isPresent() && !second.get().isAfter(first.get());
        });
    }

    private Optional<ZonedDateTime> forWorkDate(CutoffConfig cutoff, LocalDate workDate) {
        return cutoff.on(cutoff.previousWorkDate() ? workDate.plusDays(1) : workDate, config.zone());
    }

    private void departments() {
        Map<Secret, String> robots = new HashMap<>();
        Map<String, String> conversations = new HashMap<>();
        for (int i = 0; i < config.departments().size(); i++) {
            DepartmentConfig department = config.departments().get(i);
            String path = "departments[" + i + "]";
            robot(department, path);
            if (department.robot() != null) {
                String first = robots.putIfAbsent(token(department.robot()), path);
                shared(first, "both digests go to one group; give it its own group's", path);
            }
            if (department.conversation() != null) {
                String first = conversations.putIfAbsent(department.conversation(), path);
                warnIf(
                        first != null,
                        "is that of " + first + " too: chat there means that one",
                        path + ".conversation");
            }
        }
        if (config.company() != null) {
            shared(
                    robots.get(token(config.company().robot())),
                    "that group gets the company's roll-up and the digests in shadow; give it HR's own group's",
                    "company");
        }
    }

    /** @param first whose the robot is already; null: nobody's */
    private void shared(@Nullable String first, String consequence, String path) {
        String here = path + ".robot.webhook";
        warnIf(first != null, "is the robot of " + first + " too: " + consequence, here, here + "_file");
    }

    /** What tells one robot from another, whatever else its webhook says. */
    private static Secret token(RobotConfig robot) {
        Matcher token = ACCESS_TOKEN.matcher(robot.webhook().reveal());
        return token.find() ? Secret.of(token.group(1)) : robot.webhook();
    }

    private void robot(DepartmentConfig department, String path) {
        boolean hasCutoffs = !department.cutoffs().isEmpty();
        warnIf(
                department.robot() == null && hasCutoffs,
                "has cutoffs and no robot: no digest, chat and board only; give its group's robot, or no cutoffs",
                path);
        warnIf(department.robot() != null && !hasCutoffs, "has a robot and no cutoffs: no digest is posted", path);
        warnIf(
                department.shadow()
                        && config.company() == null
                        && config.admins().isEmpty(),
                "is true, and there is neither a company robot nor an admin who would get the digest",
                path + ".shadow");
    }

    private void web() {
        List<Secret> tokens = config.web().tokens();
        warnIf(
                tokens.stream().anyMatch(token -> token.reveal().length() < SHORT_TOKEN),
                "has a token of fewer than " + SHORT_TOKEN + " characters, which is easier to guess",
                "web.tokens",
                "web.tokens_file");
        warnIf(
                tokens.isEmpty() && !Addresses.loopback(config.web().host()),
                "is empty: the board answers requests from this machine only",
                "web.tokens",
                "web");
    }

    /** {@code path} may be left to its default; then the section is the place to look. */
    private void quota(String path, String text) {
        findings.warn(places.of(places.has(path) ? path : "dingtalk"), path, text);
    }

    private void warnIf(boolean odd, String text, String... paths) {
        if (odd) {
            warn(text, paths);
        }
    }

    private void warn(String text, String... paths) {
        String path = List.of(paths).stream().filter(places::has).findFirst().orElse(paths[0]);
        findings.warn(places.of(path), path, text);
    }
}
