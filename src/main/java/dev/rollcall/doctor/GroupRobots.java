package dev.rollcall.doctor;

import dev.rollcall.check.CompanyConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.Fingerprint;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Will each group's robot post? What its address tells, and, where test messages were wanted, what it said to one: without
 * one a robot whose address is right counts as not tried, unless the ledger knows that the last thing it did within a week was
 * to take a message. A finding for each.
 */
final class GroupRobots implements Examination {
    private static final String COMPANY = "company";
    private static final Duration LATELY = Duration.ofDays(7);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    @Override
    public String id() {
        return "robot";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        Map<Secret, String> first = new HashMap<>();
        Map<String, Instant> posted = posted(visit.inside().ledger());
        for (DepartmentConfig department : visit.patient().departments()) {
            String name = name(department, visit);
            String id = "robot." + department.id();
            Sentence title = Sentence.of("robot.title", name);
            RobotConfig config = department.robot();
            if (config != null) {
                Robot robot = new Robot(id, title, config);
                findings.add(of(robot, first.putIfAbsent(config.webhook(), name), posted, visit));
            } else if (!department.cutoffs().isEmpty()) {
                findings.add(Finding.warning(id, title, Sentence.of("robot.none")));
            }
        }
        CompanyConfig company = visit.patient().company();
        if (company != null) {
            Robot robot = new Robot("robot." + COMPANY, Sentence.of("robot.title.company"), company.robot());
            findings.add(of(robot, first.get(company.robot().webhook()), posted, visit));
        }
        return findings;
    }

    /** When each robot has posted last, by its fingerprint; without the ledger nobody knows. */
    private static Map<String, Instant> posted(@Nullable Ledger ledger) {
        try {
            return ledger == null ? Map.of() : ledger.outcomes().lastTaken(LATELY);
        } catch (LedgerException e) { // A finding of its own.
            return Map.of();
        }
    }

    /** @param sharedWith whose robot it is already; null: nobody's */
    private static Finding of(Robot robot, @Nullable String sharedWith, Map<String, Instant> posted, Visit visit) {
        RobotConfig config = robot.config();
        URI gateway = visit.patient().dingtalk().oapiUrl();
        RobotAddress address = RobotAddress.of(config.webhook());
        Optional<Finding> wrong = address.wrong(gateway, config.secret() != null)
                .map(text -> Finding.failed(robot.id(), robot.title(), text));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Trial<Boolean> tried = visit.tests().robots().get(config);
        Optional<Refused> refused = tried == null ? Optional.empty() : tried.refused();
        if (refused.isPresent()) {
            return Finding.failed(robot.id(), robot.title(), RobotWords.of(refused.get(), config));
        }
        if (sharedWith != null) {
            return Finding.warning(robot.id(), robot.title(), Sentence.of("robot.shared", sharedWith));
        }
        if (tried != null) {
            return Finding.ok(robot.id(), robot.title(), Sentence.of("robot.ok"));
        }
        Instant last = posted.get(Fingerprint.of(new Recipient.Group("", config)));
        return address.odd(gateway)
                .map(text -> Finding.warning(robot.id(), robot.title(), text))
                .orElseGet(() -> last == null
                        ? Finding.untried(robot.id(), robot.title(), Sentence.of("robot.untried"))
                        : Finding.ok(robot.id(), robot.title(), posted(last, visit)));
    }

    private static Sentence posted(Instant last, Visit visit) {
        return Sentence.of(
                "robot.posted", MINUTE.format(last.atZone(visit.patient().zone())));
    }

    private static String name(DepartmentConfig department, Visit visit) {
        if (!department.name().isEmpty()) {
            return department.name();
        }
        Seen seen = visit.departments().get(department.id());
        String name = seen == null ? "" : seen.name().answer().orElse("");
        return name.isEmpty() ? String.valueOf(department.id()) : name;
    }

    private record Robot(String id, Sentence title, RobotConfig config) {}
}
