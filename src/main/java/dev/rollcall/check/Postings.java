package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.SourceException;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.FollowUp;
import dev.rollcall.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * What is to be said for {@code key}.
     *
     * @param lateness null where it is in time
     * @param until until when the digest is worth posting
     * @return empty where there is nobody to say it to
     */
    Optional<Posting> of(
            SlotKey key,
            DepartmentConfig config,
            RollCall rollCall,
            DepartmentRollCall department,
            @Nullable Lateness lateness,
            Instant until) {
        return recipients
                .of(config, department.name())
                .map(to -> posting(key, config, rollCall, department, to, lateness, until));
    }

    private Posting posting(
            SlotKey key,
            DepartmentConfig config,
            RollCall rollCall,
            DepartmentRollCall department,
            Recipient to,
            @Nullable Lateness lateness,
            Instant until) {
        DigestStyle style = style(config, department, to);
        DigestContext context = context(rollCall).guardedBy(settings.spikeGuard());
        boolean nobodyDue = department.counts().due() == 0 && department.complete();
        boolean down = !nobodyDue && department.dataDown();
        boolean held = !nobodyDue && !down && department.spike(settings.spikeGuard());
        Frozen message;
        if (nobodyDue) {
            message = null;
        } else if (down) {
            Message notice = renderer.dataDown(context.tried(attempts(rollCall), until), department, style);
            message = past.noticed(key) ? null : frozen(key, MessageKind.NOTICE, notice, null);
        } else if (held) {
            tellHeld(key);
            Message notice = renderer.spikeHeld(context, department, style);
            message = past.noticed(key) ? null : frozen(key, MessageKind.NOTICE, notice, null);
        } else {
            message = digest(key, context.late(lateness), department, style).orElse(null);
        }
        Set<String> unnamed = lateness == null ? Set.of() : lateness.unnamed();
        return new Posting(key, department.name(), to, department, message, lateness != null, held, down, unnamed);
    }

    private static void tellHeld(SlotKey key) {
        LOG.warn(
                "Digest {} is held: so many seem absent that the data may be wrong; the group gets a notice without"
                        + " names",
                key);
    }

    /** The digest, or the follow-up of one that was posted; empty where there is nothing to say. */
    private Optional<Frozen> digest(
            SlotKey key, DigestContext plainContext, DepartmentRollCall department, DigestStyle style) {
        boolean names = department.counts().absent() > 0;
        DigestContext context =
                plainContext.mentioningLeads(names && !past.mentioned(key.department(), key.workDate()));
        Optional<Past.Followed> followed = past.followed(key);
        if (followed.isPresent()) {
            FollowUp then = followed.get().then();
            boolean changed = then.changed(department);
            if (!changed && !followed.get().repeat()) {
                return Optional.empty();
            }
            if (!then.named().isEmpty()) {
                return Optional.of(frozen(
                        key,
                        MessageKind.DIGEST,
                        renderer.followUp(context, department, then, style),
                        renderer.followUp(context, department, then, style.countsOnly())));
            }
        }
        @Nullable
        Message plain = renderer.digest(context, department, style.countsOnly()).orElse(null);
        return renderer.digest(context, department, style)
                .map(message -> frozen(key, MessageKind.DIGEST, message, plain));
    }

    private static Frozen frozen(SlotKey key, MessageKind kind, Message message, @Nullable Message plain) {
        return new Frozen(
                MessageIds.of(key.department(), key.workDate(), key.cutoff(), kind, 0), key, kind, message, plain);
    }

    private static DigestContext context(RollCall rollCall) {
        return DigestContext.of(rollCall);
    }

    private static int attempts(RollCall rollCall) {
        return rollCall.troubles().stream()
                        .mapToInt(SourceException::attempts)
                        .max()
                        .orElse(1)
                - 1;
    }

    /** In shadow the digest goes to another group, whose robot has a keyword of its own; nobody is mentioned there. */
    static DigestStyle style(DepartmentConfig config, DepartmentRollCall department, Recipient recipient) {
        DigestStyle style = config.style(department.managers());
        if (!config.shadow()) {
            return style;
        }
        String keyword =
                recipient instanceof Recipient.Group group ? group.robot().keyword() : null;
        return new DigestStyle(
                style.language(), style.show(), DigestStyle.Mention.NONE, List.of(), style.whenAllPresent(), keyword);
    }
}
