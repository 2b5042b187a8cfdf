package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who may be told what, and where? Denies what it does not know.
 *
 * <p>Over the callback nobody vouches for the sender: what only some may know goes privately to the employee from whom it
 * claims to come, and what changes something is refused unless the configuration allows it. Pure; immutable.
 */
public final class AccessPolicy {
    private final boolean callbackMayChange;

    /** @param callbackMayChange whether commands that change something are taken over the callback */
    public AccessPolicy(boolean callbackMayChange) {
        this.callbackMayChange = callbackMayChange;
    }

    /** Whether {@code asker} may be told about {@code subject} where they ask, and how. */
    public Permit decide(Asker asker, Place place, Subject subject, Transport transport) {
        if (subject.matter() == Matter.HELP) {
            return Permit.to(Audience.ANYBODY);
        }
        Refusal refusal = refusal(asker, place, subject, transport);
        return refusal == null ? Permit.to(audience(place, subject, transport)) : Permit.refused(refusal);
    }

    private @Nullable Refusal refusal(Asker asker, Place place, Subject subject, Transport transport) {
        if (!asker.known()) {
            return Refusal.STRANGER;
        }
        if (place.unknown() && subject.matter() != Matter.TIE) {
            return Refusal.UNKNOWN_GROUP;
        }
        if (!permitted(asker, place, subject)) {
            return Refusal.NOT_YOURS;
        }
        return subject.matter().changes() && !takesOrders(transport) ? Refusal.NOT_OVER_CALLBACK : null;
    }

    /** Whether commands that change something are taken over {@code transport}. */
    boolean takesOrders(Transport transport) {
        return transport != Transport.CALLBACK || callbackMayChange;
    }

    private static Audience audience(Place place, Subject subject, Transport transport) {
        return switch (subject.matter()) {
            case HELP, TIMES -> Audience.ANYBODY;
            case TIE -> Audience.CONVERSATION;
            case TODAY -> ownGroup(place, subject) ? Audience.CONVERSATION : discreet(place, transport);
            default -> discreet(place, transport);
        };
    }

    /** In private who asks is alone with the bot, if it is they. */
    private static Audience discreet(Place place, Transport transport) {
        return place.group() || transport == Transport.CALLBACK ? Audience.PERSON : Audience.CONVERSATION;
    }

    private static boolean permitted(Asker asker, Place place, Subject subject) {
        return switch (subject.matter()) {
            case HELP, TIMES -> true;
            case TODAY -> ownGroup(place, subject) || seesEach(asker, subject);
            case LISTS, RELEASE -> seesEach(asker, subject);
            case COMPANY -> asker.seesAll();
            case PERSON -> isSelf(asker, subject) || seesOne(asker, subject);
            case INSPECTION, ORDER -> asker.admin();
            case TIE -> place.group() && (asker.admin() || leadsEach(asker, subject));
            case ACKNOWLEDGEMENT -> !isSelf(asker, subject) && seesOne(asker, subject);
        };
    }

    private static boolean ownGroup(Place place, Subject subject) {
        return !subject.departments().isEmpty()
                && subject.departments().stream().allMatch(place::isOf);
    }

    private static boolean seesEach(Asker asker, Subject subject) {
        return !subject.departments().isEmpty()
                && subject.departments().stream().allMatch(asker::sees);
    }

    private static boolean leadsEach(Asker asker, Subject subject) {
        return !subject.departments().isEmpty() && asker.leads().containsAll(subject.departments());
    }

    private static boolean seesOne(Asker asker, Subject subject) {
        return asker.seesAll() || subject.departments().stream().anyMatch(asker::sees);
    }

    private static boolean isSelf(Asker asker, Subject subject) {
        return asker.id() != null && asker.id().equals(subject.person());
    }
}
