package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import dev.rollcall.message.DigestStyle.WhenAllPresent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The company of the message tests: 6 May 2026 in Shanghai, a department that is put together person by person. */
final class Cast {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final LocalDate DAY = LocalDate.of(2026, 5, 6);
    static final String LINK = "https://rollcall.example/departments/4100?date=2026-05-06&s=x";

    private final List<Finding> findings = new ArrayList<>();

    static Instant at(String time) {
        return LocalDateTime.parse("2026-05-06T" + time).atZone(SHANGHAI).toInstant();
    }

    /** The digest of 09:40, read twelve seconds later, with a link. */
    static DigestContext morning() {
        return DigestContext.of(at("09:40"), at("09:40:12"), DAY, SHANGHAI).linkedTo(LINK);
    }

    static DigestStyle zh() {
        return style(Language.ZH, Show.NAMES, Mention.NONE);
    }

    static DigestStyle en() {
        return style(Language.EN, Show.NAMES, Mention.NONE);
    }

    static DigestStyle style(Language language, Show show, Mention mention) {
        return new DigestStyle(language, show, mention, List.of(), WhenAllPresent.BRIEF, null);
    }

    static DigestStyle keyword(DigestStyle style, String keyword) {
        return new DigestStyle(
                style.language(), style.show(), style.mention(), style.leads(), style.whenAllPresent(), keyword);
    }

    /** The company of {@code departments} at the cutoff of {@code context}, with {@code counts} as its numbers. */
    static RollCall company(DigestContext context, Counts counts, DepartmentRollCall... departments) {
        return new RollCall(
                context.asOf(),
                context.readAt(),
                context.workDate(),
                context.zone(),
                List.of(departments),
                counts,
                Map.of(),
                List.of());
    }

    static Finding person(String id, String name, String group, Standing standing, String due) {
        return new Finding(new Employee(id, name, null), group, standing, at(due), false, null, at("18:00"));
    }

    /** The department of the document: 42 due, 36 in, 3 absent, 3 away. */
    static Cast engineering(String... names) {
        Cast cast = new Cast().many(36, Standing.PRESENT);
        cast.absent(names[0], "", "09:00").absent(names[1], "", "09:00").absent(names[2], "", "09:30");
        return cast.many(3, Standing.EXCUSED);
    }

    Cast absent(String name, String group, String due) {
        return with(name, group, Standing.ABSENT, due);
    }

    Cast with(String name, String group, Standing standing, String due) {
        findings.add(person("u" + (findings.size() + 1), name, group, standing, due));
        return this;
    }

    Cast with(Finding finding) {
        findings.add(finding);
        return this;
    }

    Cast many(int number, Standing standing) {
        return many(number, standing, "");
    }

    Cast many(int number, Standing standing, String group) {
        for (int i = 1; i <= number; i++) {
            with("某某" + i, group, standing, "09:00");
        }
        return this;
    }

    DepartmentRollCall called(String name) {
        return new DepartmentRollCall(4100, name, true, findings, List.of());
    }

    DepartmentRollCall incomplete(String name) {
        return new DepartmentRollCall(4100, name, false, findings, List.of());
    }
}
