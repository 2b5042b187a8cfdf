package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.Standing;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.FollowUp;
import dev.rollcall.message.Message;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What does a roll call make a department's group read? Does I/O only through what it is told of the past. */
final class Postings {
    private static final Logger LOG = LoggerFactory.getLogger(Postings.class);

    private final DigestRenderer renderer;
    private final CheckSettings settings;
    private final Recipients recipients;
    private final Past past;

    Postings(DigestRenderer renderer, CheckSettings settings, Recipients recipients, Past past) {
        this.renderer = renderer;
        this.settings = settings;
        this.recipients = recipients;
        this.past = past;
    }

    /**
     * What is to be said for {@code slot}.
     *
     * @return empty where there is nobody to say it to
     */
    Optional<Posting> of(
            Slot slot,
            DepartmentConfig config,
            RollCall rollCall,
            DepartmentRollCall department,
            Circumstances circumstances) {
        return recipients
                .of(config, department.name())
                .map(to -> posting(
                        slot, rollCall, department, to, said(slot, config, rollCall, department, to, circumstances)));
    }

    private Posting posting(Slot slot, RollCall rollCall, DepartmentRollCall department, Recipient to, Said said) {
        SlotKey key = slot.key();
        boolean noticed = said.kind() == MessageKind.NOTICE && past.noticed(key);
        if (said.held()) {
            tellHeld(key);
        }
        UUID id = MessageIds.of(key.department(), key.workDate(), key.cutoff(), said.kind(), slot.resend());
        Frozen message = said.message() == null || noticed
                ? null
                : new Frozen(id, key, said.kind(), said.message(), said.plain());
        return new Posting(
                key,
                department.name(),
                to,
                department,
                message,
                lateAt(said.circumstances().lateness()),
                said.held(),
                said.down() && !rollCall.spared(),
                unnamed(department, said.circumstances()));
    }

    private static @Nullable Instant lateAt(@Nullable Lateness lateness) {
        return lateness == null ? null : lateness.postedAt();
    }

    private static Set<String> unnamed(DepartmentRollCall department, Circumstances circumstances) {
        Lateness lateness = circumstances.lateness();
        Set<String> unnamed = new HashSet<>(lateness == null ? Set.of() : lateness.unnamed());
        department.with(Standing.ABSENT).stream()
                .map(finding -> finding.employee().id())
                .filter(circumstances.known()::contains)
                .forEach(unnamed::add);
        return unnamed;
    }

    /** What {@code slot} would make a group read now, in time, whoever that is; empty: nothing. */
    Optional<Message> preview(
            Slot slot,
            DepartmentConfig config,
            RollCall rollCall,
            DepartmentRollCall department,
            Circumstances circumstances) {
        Recipient to = recipients.of(config, department.name()).orElse(null);
        return Optional.ofNullable(
                said(slot, config, rollCall, department, to, circumstances).message());
    }

    private Said said(
            Slot slot,
            DepartmentConfig config,
            RollCall rollCall,
            DepartmentRollCall department,
            @Nullable Recipient to,
            Circumstances circumstances) {
        DigestStyle style = style(config, department, to);
        boolean nobodyDue = department.counts().due() == 0 && department.complete();
        boolean down = !nobodyDue && department.dataDown();
        boolean held = !nobodyDue && !down && department.spike(settings.spikeGuard()) && !past.released(slot.key());
        DigestContext context = DigestContext.of(rollCall)
                .linkedTo(settings.board().department(department.id(), rollCall.workDate(), rollCall.asOf()))
                .guardedBy(held ? settings.spikeGuard() : 0)
                .receiving(!config.shadow() && circumstances.heard().contains(config.id()));
        if (nobodyDue) {
            return Said.nothing(circumstances);
        }
        if (down) {
            return Said.notice(
                    renderer.dataDown(
                            context.tried(attempts(rollCall), rollCall.spared() ? null : slot.until()),
                            department,
                            style),
                    false,
                    circumstances);
        }
        return held
                ? Said.notice(renderer.spikeHeld(context, department, style), true, circumstances)
                : digest(
                        slot,
                        context.late(circumstances.lateness()).knowing(circumstances.known()),
                        department,
                        style,
                        circumstances);
    }

    private static void tellHeld(SlotKey key) {
        LOG.warn(
                "Digest {} is held: so many seem absent that the data may be wrong; the group gets a notice without"
                        + " names",
                key);
    }

    /** The digest, or the follow-up of one that was posted; nothing where nothing changed and nobody asked for it. */
    private Said digest(
            Slot slot,
            DigestContext plainContext,
            DepartmentRollCall department,
            DigestStyle style,
            Circumstances circumstances) {
        SlotKey key = slot.key();
        boolean names = department.counts().absent() > 0;
        DigestContext context =
                plainContext.mentioningLeads(names && !past.mentioned(key.department(), key.workDate()));
        Optional<Past.Followed> followed = past.followed(key);
        if (followed.isPresent()) {
            FollowUp then = followed.get().then();
            boolean repeat = followed.get().repeat() || slot.resend() > 0;
            if (!then.changed(department) && !repeat) {
                return Said.nothing(circumstances);
            }
            if (!then.named().isEmpty()) {
                return new Said(
                        MessageKind.DIGEST,
                        renderer.followUp(context, department, then, style),
                        renderer.followUp(context, department, then, style.countsOnly()),
                        false,
                        circumstances);
            }
        }
        return new Said(
                MessageKind.DIGEST,
                renderer.digest(context, department, style).orElse(null),
                renderer.digest(context, department, style.countsOnly()).orElse(null),
                false,
                circumstances);
    }

    private static int attempts(RollCall rollCall) {
        return rollCall.troubles().stream()
                        .mapToInt(SourceException::attempts)
                        .max()
                        .orElse(1)
                - 1;
    }

    /** In shadow the digest goes to another group, whose robot has a keyword of its own; nobody is mentioned there. */
    static DigestStyle style(DepartmentConfig config, DepartmentRollCall department, @Nullable Recipient recipient) {
        DigestStyle style = config.style(department.managers());
        if (!config.shadow()) {
            return style;
        }
        String keyword =
                recipient instanceof Recipient.Group group ? group.robot().keyword() : null;
        return new DigestStyle(
                style.language(), style.show(), DigestStyle.Mention.NONE, List.of(), style.whenAllPresent(), keyword);
    }

    /**
     * What is said.
     *
     * @param message null: nothing
     * @param held whether it is only a notice, because the spike guard holds the names
     */
    private record Said(
            MessageKind kind,
            @Nullable Message message,
            @Nullable Message plain,
            boolean held,
            Circumstances circumstances) {
        private static Said nothing(Circumstances circumstances) {
            return new Said(MessageKind.DIGEST, null, null, false, circumstances);
        }

        private static Said notice(Message notice, boolean held, Circumstances circumstances) {
            return new Said(MessageKind.NOTICE, notice, null, held, circumstances);
        }

        /** Whether it is only a notice, because there is no list. */
        private boolean down() {
            return kind == MessageKind.NOTICE && !held;
        }
    }
}
