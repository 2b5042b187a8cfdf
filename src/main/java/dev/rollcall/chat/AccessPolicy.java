package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Permit.Refusal;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.chat.Topic.Matter;
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

    /** Whether {@code asker} may be told about {@code topic} where they ask, and how. */
    public Permit decide(Asker asker, Place place, Topic topic, Transport transport) {
        if (topic.matter() == Matter.HELP) {
            return Permit.to(Audience.ANYBODY);
        }
        Refusal refusal = refusal(asker, place, topic, transport);
        return refusal == null ? Permit.to(audience(place, topic, transport)) : Permit.refused(refusal);
    }

    private @Nullable Refusal refusal(Asker asker, Place place, Topic topic, Transport transport) {
        if (!asker.known()) {
            return Refusal.STRANGER;
        }
        if (place.unknown() && topic.matter() != Matter.TIE) {
            return Refusal.UNKNOWN_GROUP;
        }
        if (!permitted(asker, place, topic)) {
            return Refusal.NOT_YOURS;
        }
        boolean unsure = transport == Transport.CALLBACK && !callbackMayChange;
        return unsure && topic.matter().changes() ? Refusal.NOT_OVER_CALLBACK : null;
    }

    private static Audience audience(Place place, Topic topic, Transport transport) {
        return switch (topic.matter()) {
            case HELP, TIMES -> Audience.ANYBODY;
            case TIE -> Audience.CONVERSATION;
            case TODAY -> ownGroup(place, topic) ? Audience.CONVERSATION : discreet(place, transport);
            default -> discreet(place, transport);
        };
    }

    /** In private who asks is alone with the bot, if it is they. */
    private static Audience discreet(Place place, Transport transport) {
        return place.group() || transport == Transport.CALLBACK ? Audience.PERSON : Audience.CONVERSATION;
    }

    private static boolean permitted(Asker asker, Place place, Topic topic) {
        return switch (topic.matter()) {
            case HELP, TIMES -> true;
            case TODAY -> ownGroup(place, topic) || seesEach(asker, topic);
            case LISTS -> seesEach(asker, topic);
            case COMPANY -> asker.seesAll();
            case PERSON -> isSelf(asker, topic) || seesOne(asker, topic);
            case INSPECTION, ORDER -> asker.admin();
            case TIE -> place.group()
                    && (asker.admin()
                            || !topic.departments().isEmpty() && asker.leads().containsAll(topic.departments()));
            case ACKNOWLEDGEMENT -> !isSelf(asker, topic) && seesOne(asker, topic);
        };
    }

    private static boolean ownGroup(Place place, Topic topic) {
        return !topic.departments().isEmpty() && topic.departments().stream().allMatch(place::isOf);
    }

    private static boolean seesEach(Asker asker, Topic topic) {
        return !topic.departments().isEmpty() && topic.departments().stream().allMatch(asker::sees);
    }

    private static boolean seesOne(Asker asker, Topic topic) {
        return asker.seesAll() || topic.departments().stream().anyMatch(asker::sees);
    }

    private static boolean isSelf(Asker asker, Topic topic) {
        return asker.id() != null && asker.id().equals(topic.person());
    }
}
