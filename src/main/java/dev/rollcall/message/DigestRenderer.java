package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What does the group read? Turns roll calls into messages.
 *
 * <p>Every message answers in its first line and fits into one DingTalk message: the less room, the fewer names. Names
 * of people and departments are text and nothing else. Where data is missing the message says so, and where there is
 * no data it has no names. Where somebody is missing and the robot hears the group ({@link DigestContext#receives}) the
 * last line offers what to ask next. For what DingTalk refuses to show, {@link DigestStyle#countsOnly()} makes any of them plain.
 * Pure and immutable: the same arguments give the same bytes; no I/O, no clock.
 */
public final class DigestRenderer {
    private final Map<Language, Wording> wordings = new EnumMap<>(Language.class);

    /** A renderer for every {@link Language}. */
    public DigestRenderer() {
        for (Language language : Language.values()) {
            wordings.put(language, Wording.in(language));
        }
    }

    /**
     * The digest of one department, in the form that fits its numbers.
     *
     * @return empty when nobody was due, or when everybody is in and the style wants silence then
     */
    public Optional<Message> digest(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        Counts counts = rollCall.counts();
        if (counts.due() == 0 && rollCall.complete()) {
            return Optional.empty();
        }
        if (rollCall.dataDown()) {
            return Optional.of(dataDown(context, rollCall, style));
        }
        if (rollCall.spike(context.spikeGuard())) {
            return Optional.of(spikeHeld(context, rollCall, style));
        }
        DepartmentDigest digest = new DepartmentDigest(wording(style), context, rollCall, style);
        if (counts.absent() > 0 || !rollCall.complete()) {
            return Optional.of(digest.list());
        }
        boolean silent = style.whenAllPresent() == DigestStyle.WhenAllPresent.SKIP;
        return silent ? Optional.empty() : Optional.of(digest.allPresent());
    }

    /** The notice that there is no list, because DingTalk's data could not be had. Names nobody, mentions nobody. */
    public Message dataDown(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        Heading heading = new Heading(wording(style), context, style);
        return heading.dataDown(heading.department(rollCall))
                .block(heading.offer(Topic.ABSENT))
                .message();
    }

    /** The notice that the numbers look wrong and are being checked. Counts alone, no link. */
    public Message spikeHeld(DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        Wording wording = wording(style);
        Counts counts = rollCall.counts();
        String quote = wording.say("spike.body", counts.due(), counts.present());
        Heading heading = new Heading(wording, context, style);
        List<String> lines = heading.quote(quote, Heading.Since.NOTHING);
        return heading.draft("spike", heading.department(rollCall), heading.late(), lines)
                .block(heading.offer(Topic.ABSENT))
                .block(heading.offer(Topic.RELEASE))
                .message();
    }

    /**
     * What became of those whom an earlier digest named.
     *
     * @param now the roll call of {@code context}; who was named then and is not in it is no longer due
     * @return always a message, also when nothing changed: whether that is worth posting is the caller's to say, see
     *     {@link FollowUp#changed}
     */
    public Message followUp(DigestContext context, DepartmentRollCall now, FollowUp then, DigestStyle style) {
        return new FollowUpDigest(wording(style), context, now, then, style).message();
    }

    /**
     * The company's roll-up: numbers by department, no names.
     *
     * @param failed the digests that did not arrive, in the order in which they are told
     */
    public Message company(DigestContext context, RollCall rollCall, List<FailedDelivery> failed, DigestStyle style) {
        return new CompanyDigest(wording(style), context, rollCall, failed, style).message();
    }

    /**
     * The correction (更正) of a digest: clears those whom it named and who, as is known now, were not absent at its
     * cutoff. Says whether they had clocked in, were away, wait for a clock-in to be accepted, or were not due; never
     * the kind of leave. Mentions nobody; where the style shows numbers alone it names nobody.
     *
     * @param context of the digest's cutoff, read anew
     * @param digest the roll call that the digest was made of
     * @param cleared as they stand now at that cutoff; those absent or unverified still are left out
     * @throws IllegalArgumentException when nobody is cleared
     */
    public Message correction(
            DigestContext context, DepartmentRollCall digest, List<Finding> cleared, DigestStyle style) {
        return new CorrectionDigest(wording(style), context, digest, cleared, style).message();
    }

    /**
     * What HR is told of digests that failed or were missed after the roll-up, or where there is none: which
     * departments, and why. Mentions nobody.
     *
     * @param context of the cutoff; those of other cutoffs have a {@link FailedDelivery#slot}
     * @param failed in the order in which they are told; the first fifteen are
     * @throws IllegalArgumentException when there are none
     */
    public Message failures(DigestContext context, List<FailedDelivery> failed, DigestStyle style) {
        return new FailureDigest(wording(style), context, failed, style).message();
    }

    private Wording wording(DigestStyle style) {
        return Objects.requireNonNull(wordings.get(style.language()));
    }
}
