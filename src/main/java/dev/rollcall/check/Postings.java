package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.SourceException;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.delivery.MessageIds.Kind;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.FailedDelivery;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which messages does a check make, and for whom? Thread-safe; remembers whose leads were mentioned on which day. */
final class Postings {
    private static final Logger LOG = LoggerFactory.getLogger(Postings.class);

    private final DigestRenderer renderer;
    private final CheckSettings settings;
    private final Language language;
    private final Set<Mentioned> mentioned = ConcurrentHashMap.newKeySet();

    Postings(DigestRenderer renderer, CheckSettings settings, Language language) {
        this.renderer = renderer;
        this.settings = settings;
        this.language = language;
    }

    /** The departments' digests; none for those without a robot or with nothing to say. */
    List<Posting> departments(Check check, RollCall rollCall) {
        List<Posting> postings = new ArrayList<>();
        for (int index = 0; index < check.departments().size(); index++) {
            DepartmentConfig config = check.departments().get(index);
            DepartmentRollCall department = rollCall.departments().get(index);
            if (check.digests().contains(config.id())) {
                recipient(config, department.name())
                        .flatMap(to -> posting(check, rollCall, config, department, to))
                        .ifPresent(postings::add);
            }
        }
        return postings;
    }

    /** The roll-up for HR with {@code failed}; none where it is not wanted, or nobody was due. */
    Optional<Posting> company(Check check, RollCall rollCall, List<FailedDelivery> failed) {
        CompanyConfig company = settings.company();
        boolean nobodyDue = rollCall.company().due() == 0 && rollCall.complete();
        if (!check.company() || company == null || nobodyDue) {
            return Optional.empty();
        }
        DigestStyle style = new DigestStyle(
                language,
                DigestStyle.Show.COUNTS,
                DigestStyle.Mention.NONE,
                List.of(),
                DigestStyle.WhenAllPresent.BRIEF,
                company.robot().keyword());
        Message message = renderer.company(context(rollCall).guardedBy(settings.spikeGuard()), rollCall, failed, style);
        UUID id = MessageIds.of(0, check.workDate(), check.cutoff(), Kind.DIGEST, 0);
        return Optional.of(
                new Posting(0, "company", new Recipient.Group("company", company.robot()), message, null, id));
    }

    /** What the roll-up says of a digest that did not arrive. */
    static FailedDelivery failed(String department, Outcome outcome) {
        String words = String.valueOf(outcome.words());
        int at = words.indexOf("errcode ");
        String code = at < 0 ? null : words.substring(at + "errcode ".length()).replaceAll("\\D.*", "");
        return new FailedDelivery(department, String.valueOf(outcome.reason()), code);
    }

    private Optional<Recipient> recipient(DepartmentConfig config, String name) {
        if (config.robot() == null) {
            return Optional.empty();
        }
        if (!config.shadow()) {
            return Optional.of(new Recipient.Group(name, config.robot()));
        }
        CompanyConfig company = settings.company();
        if (company != null) {
            return Optional.of(new Recipient.Group(name, company.robot()));
        }
        return settings.admins().isEmpty()
                ? Optional.empty()
                : Optional.of(new Recipient.Private(name, settings.admins()));
    }

    private Optional<Posting> posting(
            Check check,
            RollCall rollCall,
            DepartmentConfig config,
            DepartmentRollCall department,
            Recipient recipient) {
        boolean notice = department.dataDown() || department.spike(settings.spikeGuard());
        DigestStyle style = style(config, department, recipient);
        if (notice && !department.dataDown()) {
            LOG.warn(
                    "Digest '{}' of {} to department {} is held: so many seem absent that the data may be wrong;"
                            + " the group gets a notice without names",
                    check.cutoff(),
                    check.workDate(),
                    config.id());
        }
        boolean names = department.counts().absent() > 0 && !notice;
        DigestContext context =
                context(rollCall).guardedBy(settings.spikeGuard()).mentioningLeads(names && firstToday(config, check));
        Kind kind = notice ? Kind.NOTICE : Kind.DIGEST;
        UUID id = MessageIds.of(config.id(), check.workDate(), check.cutoff(), kind, 0);
        @Nullable
        Message plain = renderer.digest(context, department, style.countsOnly()).orElse(null);
        return renderer.digest(context, department, style)
                .map(message -> new Posting(config.id(), department.name(), recipient, message, plain, id));
    }

    private boolean firstToday(DepartmentConfig config, Check check) {
        mentioned.removeIf(old -> old.workDate().isBefore(check.workDate().minusDays(2)));
        return mentioned.add(new Mentioned(config.id(), check.workDate()));
    }

    private static DigestContext context(RollCall rollCall) {
        int attempts = rollCall.troubles().stream()
                .mapToInt(SourceException::attempts)
                .max()
                .orElse(1);
        return DigestContext.of(rollCall).tried(attempts - 1, null);
    }

    /** In shadow the digest goes to another group, whose robot has a keyword of its own; nobody is mentioned there. */
    private static DigestStyle style(DepartmentConfig config, DepartmentRollCall department, Recipient recipient) {
        DigestStyle style = config.style(department.managers());
        if (!config.shadow()) {
            return style;
        }
        String keyword =
                recipient instanceof Recipient.Group group ? group.robot().keyword() : null;
        return new DigestStyle(
                style.language(), style.show(), DigestStyle.Mention.NONE, List.of(), style.whenAllPresent(), keyword);
    }

    /** A department whose digest of a day has mentioned its leads. */
    private record Mentioned(long department, LocalDate workDate) {}
}
