package dev.rollcall.config;

import dev.rollcall.check.CompanyConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code departments} and {@code company}: each by itself, then that no name means two departments. */
final class DepartmentsReader {
    private final Collection<String> cutoffs;
    private final Language language;

    /** Which path has taken a name, and for which department's index. */
    private final Map<String, Owner> names = new HashMap<>();

    DepartmentsReader(Collection<String> cutoffs, Language language) {
        this.cutoffs = cutoffs;
        this.language = language;
    }

    /** The departments in the order of the file, with stand-ins where there are faults. */
    List<DepartmentConfig> read(Section root) {
        if (!root.has("departments")) {
            root.missing("departments", "is missing; give a list of at least one department, each with its id");
        }
        List<Section> sections = root.sections("departments", Keys.DEPARTMENT);
        if (root.emptyList("departments")) {
            root.fault("departments", "is empty; give at least one department with its id");
        }
        return sections.stream().map(this::department).toList();
    }

    /** The company's roll-up; empty where the section is absent or faulty. */
    Optional<CompanyConfig> company(Section root) {
        return root.section("company", Keys.COMPANY).flatMap(company -> {
            if (!company.has("robot")) {
                company.missing("robot", "is missing; the roll-up needs a robot, or remove company:");
            }
            List<String> at = company.list("cutoffs", CutoffsReader.oneOf(cutoffs));
            return robot(company).map(robot -> new CompanyConfig(robot, at));
        });
    }

    private DepartmentConfig department(Section section) {
        claimNames(section);
        DepartmentConfig defaults = DepartmentConfig.of(section.need("id", Kinds.positive(), 1L), language);
        return new DepartmentConfig(
                defaults.id(),
                section.get("name", Kinds.text(), defaults.name()),
                section.list("aliases", Kinds.name()),
                robot(section).orElse(null),
                section.list("cutoffs", CutoffsReader.oneOf(cutoffs)),
                section.list("leads", Kinds.name()),
                section.value("conversation")
                        .flatMap(value -> value.as(Kinds.text()))
                        .filter(id -> !id.isEmpty())
                        .orElse(null),
                section.get("mention", Kinds.choice(DigestStyle.Mention.class), defaults.mention()),
                section.get("show", Kinds.choice(DigestStyle.Show.class), defaults.show()),
                section.get(
                        "when_all_present", Kinds.choice(DigestStyle.WhenAllPresent.class), defaults.whenAllPresent()),
                section.get("language", Kinds.choice(Language.class), defaults.language()),
                section.get("shadow", Kinds.bool(), defaults.shadow()));
    }

    private static Optional<RobotConfig> robot(Section owner) {
        return owner.section("robot", Keys.ROBOT).flatMap(DepartmentsReader::robotOf);
    }

    private static Optional<RobotConfig> robotOf(Section robot) {
        Optional<Secret> webhook = Secrets.needed(
                robot,
                "webhook",
                Addresses.webhook(),
                "give the group robot's webhook, or remove robot: for chat and board only");
        Optional<Secret> secret = Secrets.optional(robot, "secret", Secrets.text());
        Optional<String> keyword =
                robot.value("keyword").flatMap(value -> value.as(Kinds.text())).filter(text -> !text.isEmpty());
        return webhook.map(address -> new RobotConfig(address, secret.orElse(null), keyword.orElse(null)));
    }

    /** A department is asked for by id, name or alias, so each of them may mean one department only. */
    private void claimNames(Section section) {
        section.value("id").ifPresent(id -> claim(section, id));
        section.value("name").ifPresent(name -> claim(section, name));
        section.values("aliases").forEach(alias -> claim(section, alias));
    }

    private void claim(Section section, Value value) {
        String name =
                Normalizer.normalize(value.text(), Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return;
        }
        Owner first = names.putIfAbsent(name, new Owner(section, value.path()));
        if (first != null && first.section() != section) {
            value.fault("is " + Shown.value(value.written()) + ", which " + first.path()
                    + " is already; each must mean one department");
        }
    }

    private record Owner(Section section, String path) {}
}
