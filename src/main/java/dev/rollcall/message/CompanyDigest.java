package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The company's roll-up: departments with absentees first, what is not known, failed deliveries last. No names. */
final class CompanyDigest {
    private static final int TOP = 15;
    private static final int SHORT = 5;

    private final Wording wording;
    private final DigestContext context;
    private final RollCall rollCall;
    private final List<FailedDelivery> failed;
    private final DigestStyle style;
    private final Heading heading;
    private final String name;
    private final Predicate<DepartmentRollCall> held;
    private final List<DepartmentRollCall> absent;

    CompanyDigest(
            Wording wording, DigestContext context, RollCall rollCall, List<FailedDelivery> failed, DigestStyle style) {
        this(
                wording,
                context,
                rollCall,
                failed,
                style,
                new Heading(wording, context, style),
                wording.say("company.name"),
                one -> one.spike(context.spikeGuard()));
    }

    /** The same as an answer in the chat, about what {@code scope} speaks of. */
    CompanyDigest(Wording wording, Scope scope) {
        this(
                wording,
                scope.context(),
                scope.rollCall(),
                List.of(),
                scope.style(),
                scope.heading(),
                scope.name(),
                scope::held);
    }

    private CompanyDigest(
            Wording wording,
            DigestContext context,
            RollCall rollCall,
            List<FailedDelivery> failed,
            DigestStyle style,
            Heading heading,
            String name,
            Predicate<DepartmentRollCall> held) {
        this.wording = wording;
        this.context = context;
        this.rollCall = rollCall;
        this.failed = List.copyOf(failed);
        this.style = style;
        this.heading = heading;
        this.name = name;
        this.held = held;
        this.absent = rollCall.departments().stream()
                .filter(one -> one.counts().absent() > 0)
                .sorted(Comparator.comparingInt(
                                (DepartmentRollCall one) -> one.counts().absent())
                        .reversed())
                .toList();
    }

    Message message() {
        Message full = message(TOP);
        return Budget.fits(full) ? full : message(SHORT);
    }

    private Message message(int most) {
        return top().block(ranking(most))
                .block(others(most))
                .block(departments("company.down", DepartmentRollCall::dataDown, most))
                .block(departments("company.members", one -> !one.membersComplete() && !one.dataDown(), most))
                .block(failures(most))
                .block(heading.source(wording.say("link.departments", departmentCount())))
                .block(heading.offer(Topic.SUMMARY))
                .message();
    }

    private Draft top() {
        Counts counts = rollCall.company();
        boolean allDown =
                departmentCount() > 0 && rollCall.departments().stream().allMatch(DepartmentRollCall::dataDown);
        if (allDown) {
            return heading.dataDown(name);
        }
        List<String> quote = heading.quote(counts, since(), "due", "present", "excused", "unverified");
        if (counts.absent() == 0 && rollCall.complete()) {
            return heading.draft(counts.due() == 0 ? "company.none" : "present", name, heading.late(), quote);
        }
        Heading.Notes notes = heading.lateAndGaps(counts.unverified(), membersComplete());
        return heading.draft("digest", name, notes, quote, counts.absent());
    }

    private String ranking(int most) {
        List<String> lines = new ArrayList<>();
        for (DepartmentRollCall one : absent.subList(0, Math.min(most, absent.size()))) {
            Counts counts = one.counts();
            String checked = held.test(one) ? wording.say("company.held") : "";
            String line = wording.say("company.line", heading.department(one), counts.absent(), counts.due());
            lines.add((lines.size() + 1) + ". " + line + checked);
        }
        return String.join("\n", lines);
    }

    private String others(int most) {
        int number = absent.size() - most;
        int sum = absent.stream()
                .skip(most)
                .mapToInt(one -> one.counts().absent())
                .sum();
        return number > 0 ? wording.say("company.others", number, sum) : "";
    }

    private String departments(String key, Predicate<DepartmentRollCall> which, int most) {
        List<String> names = rollCall.departments().stream()
                .filter(which)
                .map(heading::department)
                .toList();
        return enumerated(key, names, most);
    }

    private String failures(int most) {
        List<String> words = failed.stream()
                .map(one -> FailureDigest.words(wording, style, one))
                .toList();
        return enumerated("company.failed", words, most);
    }

    /** How many of the company's absent have come since, each person once. */
    private Heading.Since since() {
        long came = rollCall.departments().stream()
                .flatMap(one -> one.with(Standing.ABSENT).stream())
                .map(one -> one.employee().id())
                .filter(context::cameSince)
                .distinct()
                .count();
        return new Heading.Since(rollCall.company().absent(), (int) came, 0, false);
    }

    private String enumerated(String key, List<String> texts, int most) {
        if (texts.isEmpty()) {
            return "";
        }
        String list = wording.list(texts.stream().limit(most).toList());
        return wording.say(key, texts.size(), texts.size() > most ? wording.say("names.more", list) : list);
    }

    private boolean membersComplete() {
        return rollCall.departments().stream().allMatch(DepartmentRollCall::membersComplete);
    }

    private int departmentCount() {
        return rollCall.departments().size();
    }
}
