package dev.rollcall.message;

import dev.rollcall.absence.RollCall;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a digest needs to know besides the roll call itself. Begin with {@link #of} and add what applies.
 *
 * @param asOf the cutoff that the digest speaks of
 * @param readAt when the data had been read
 * @param workDate the work date; printed where it is not the local date of {@code asOf}
 * @param zone the zone of all times printed
 * @param link where the live list is, already signed; null: no link is printed
 * @param spikeGuard the share of absentees from which a list is held; 0: never, as after a release
 * @param mentionLeads whether the leads have not been mentioned today
 * @param attempts how often reading was tried, for the notice that it failed; 0: not said
 * @param retryUntil until when a digest is posted after all, for that notice; null: not said
 * @param lateness what there is to say about a digest that is late; null for one in time
 * @param receives whether the robot hears what is written in the group, so that a digest may offer a command as the next
 *     step
 * @param known user ids of those of whom a lead knows where they are: counted, not named
 */
public record DigestContext(
        Instant asOf,
        Instant readAt,
        LocalDate workDate,
        ZoneId zone,
        @Nullable String link,
        double spikeGuard,
        boolean mentionLeads,
        int attempts,
        @Nullable Instant retryUntil,
        @Nullable Lateness lateness,
        boolean receives,
        Set<String> known) {
    public DigestContext {
        known = Set.copyOf(known);
    }

    /** A digest in time, without link, guard or mention, of a robot that hears nothing. */
    public static DigestContext of(Instant asOf, Instant readAt, LocalDate workDate, ZoneId zone) {
        return new DigestContext(asOf, readAt, workDate, zone, null, 0, false, 0, null, null, false, Set.of());
    }

    /** The same for the times of {@code rollCall}. */
    public static DigestContext of(RollCall rollCall) {
        return of(rollCall.asOf(), rollCall.readAt(), rollCall.workDate(), rollCall.zone());
    }

    /** With a link to the live list; null: none. */
    public DigestContext linkedTo(@Nullable String url) {
        return new DigestContext(
                asOf,
                readAt,
                workDate,
                zone,
                url,
                spikeGuard,
                mentionLeads,
                attempts,
                retryUntil,
                lateness,
                receives,
                known);
    }

    /** Held when {@code share} or more are absent; 0: never. */
    public DigestContext guardedBy(double share) {
        return new DigestContext(
                asOf,
                readAt,
                workDate,
                zone,
                link,
                share,
                mentionLeads,
                attempts,
                retryUntil,
                lateness,
                receives,
                known);
    }

    /** Where the style asks for it, the leads are mentioned if {@code first}. */
    public DigestContext mentioningLeads(boolean first) {
        return new DigestContext(
                asOf, readAt, workDate, zone, link, spikeGuard, first, attempts, retryUntil, lateness, receives, known);
    }

    /** After {@code tries} at reading; will be posted by {@code until} if that succeeds later. */
    public DigestContext tried(int tries, @Nullable Instant until) {
        return new DigestContext(
                asOf, readAt, workDate, zone, link, spikeGuard, mentionLeads, tries, until, lateness, receives, known);
    }

    /** Posted late; null: in time. */
    public DigestContext late(@Nullable Lateness how) {
        return new DigestContext(
                asOf,
                readAt,
                workDate,
                zone,
                link,
                spikeGuard,
                mentionLeads,
                attempts,
                retryUntil,
                how,
                receives,
                known);
    }

    /** Of a robot that hears what is written in the group, if {@code hears}. */
    public DigestContext receiving(boolean hears) {
        return new DigestContext(
                asOf,
                readAt,
                workDate,
                zone,
                link,
                spikeGuard,
                mentionLeads,
                attempts,
                retryUntil,
                lateness,
                hears,
                known);
    }

    /** Where leads know of some who are absent, by user id. */
    public DigestContext knowing(Set<String> people) {
        return new DigestContext(
                asOf,
                readAt,
                workDate,
                zone,
                link,
                spikeGuard,
                mentionLeads,
                attempts,
                retryUntil,
                lateness,
                receives,
                people);
    }

    /** Whether {@code userId} is known to have come after the cutoff, which only a late digest can know. */
    boolean cameSince(String userId) {
        return lateness != null && lateness.cameSince().contains(userId);
    }

    /** Whether {@code userId} was absent at the cutoff and is not named all the same. */
    boolean unnamed(String userId) {
        return cameSince(userId) || unreadSince(userId) || known.contains(userId);
    }

    /** Whether the person was absent at the cutoff and could not be read since. */
    boolean unreadSince(String userId) {
        return lateness != null && lateness.unread().contains(userId);
    }

    String cutoff() {
        return minute(asOf);
    }

    String minute(Instant instant) {
        return LocalTime.ofInstant(instant, zone).format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT));
    }

    /**
     * The last line of a message: the work date where it is not obvious, the time of the data, the link if any.
     *
     * @param more what else there is to say about the data; empty: nothing
     */
    String source(Wording wording, String more, String linkLabel) {
        String time = LocalTime.ofInstant(readAt, zone).format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
        boolean obvious = LocalDate.ofInstant(asOf, zone).equals(workDate)
                && LocalDate.ofInstant(readAt, zone).equals(workDate);
        List<String> parts = new ArrayList<>();
        if (!obvious) {
            parts.add(wording.say("data.workdate", workDate));
        }
        parts.add(wording.say("data.time", time));
        if (!more.isEmpty()) {
            parts.add(more);
        }
        if (link != null) {
            parts.add(Markdown.link(linkLabel, link));
        }
        return String.join(" · ", parts);
    }

    /**
     * What a late digest says about being late.
     *
     * @param postedAt when it is posted
     * @param gapFrom when the interruption began; null where there was none
     * @param gapTo when it ended; null where there was none
     * @param cameSince user ids of those who were absent at the cutoff and have come since: counted, not named
     * @param unread user ids of those who were absent at the cutoff and could not be read since: counted, not named
     */
    public record Lateness(
            Instant postedAt,
            @Nullable Instant gapFrom,
            @Nullable Instant gapTo,
            Set<String> cameSince,
            Set<String> unread) {
        public Lateness {
            cameSince = Set.copyOf(cameSince);
            unread = Set.copyOf(unread);
        }

        /** Where everybody could be read. */
        public Lateness(Instant postedAt, @Nullable Instant gapFrom, @Nullable Instant gapTo, Set<String> cameSince) {
            this(postedAt, gapFrom, gapTo, cameSince, Set.of());
        }

        /** Who of those who were absent at the cutoff is not to be named: they have come since, or may have. */
        public Set<String> unnamed() {
            Set<String> all = new HashSet<>(cameSince);
            all.addAll(unread);
            return all;
        }
    }
}
