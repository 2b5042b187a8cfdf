package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.message.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asker by place by command: what may be told, and to whom. */
class AccessPolicyTest {
    private static final long TECH = 4100;
    private static final long SALES = 4200;

    private static final Map<String, Asker> ASKERS = Map.of(
            "stranger", Asker.STRANGER,
            "other", new Asker("u8", false, false, Set.of(), Set.of()),
            "employee", new Asker("u1", false, false, Set.of(), Set.of(TECH)),
            "lead", new Asker("u2", false, false, Set.of(TECH), Set.of(TECH)),
            "sales-lead", new Asker("u3", false, false, Set.of(SALES), Set.of(SALES)),
            "hr", new Asker("u4", true, false, Set.of(), Set.of()),
            "admin", new Asker("u5", false, true, Set.of(), Set.of()));

    private static final Map<String, Place> PLACES = Map.of(
            "private", Place.PRIVATE, "tech", Place.of(TECH), "sales", Place.of(SALES), "unknown", Place.UNKNOWN);

    /** What is asked for, all of it about 技术部 or one of its people, in the order of the table's columns. */
    private static List<Subject> subjects(Asker asker) {
        return List.of(
                Subject.of(Matter.HELP),
                Subject.of(Matter.TIMES),
                Subject.of(Matter.TODAY, Set.of(TECH)),
                Subject.of(Matter.LISTS, Set.of(TECH)),
                Subject.of(Matter.COMPANY),
                Subject.person(String.valueOf(asker.id()), asker.members()),
                Subject.person("u1b", Set.of(TECH)),
                Subject.of(Matter.INSPECTION),
                Subject.of(Matter.ORDER),
                Subject.of(Matter.RELEASE, Set.of(TECH)),
                Subject.of(Matter.TIE, Set.of(TECH)),
                new Subject(Matter.ACKNOWLEDGEMENT, Set.of(TECH), "u1b"));
    }

    /**
     * A: anybody, C: the conversation, P: the asker in private, s: no, a stranger, u: no, an unknown group, n: no, it is
     * not theirs.
     */
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        // asker, place, help times today lists company self other inspect order release tie ack
        "stranger,   private, A s s s s s s s s s s s",
        "stranger,   tech,    A s s s s s s s s s s s",
        "stranger,   sales,   A s s s s s s s s s s s",
        "stranger,   unknown, A s s s s s s s s s s s",
        "other,      private, A s s s s s s s s s s s",
        "other,      tech,    A s s s s s s s s s s s",
        "employee,   private, A A n n n C n n n n n n",
        "employee,   tech,    A A C n n P n n n n n n",
        "employee,   sales,   A A n n n P n n n n n n",
        "employee,   unknown, A u u u u u u u u u n u",
        "lead,       private, A A C C n C C n n C n C",
        "lead,       tech,    A A C P n P P n n P C P",
        "lead,       sales,   A A P P n P P n n P C P",
        "lead,       unknown, A u u u u u u u u u C u",
        "sales-lead, private, A A n n n C n n n n n n",
        "sales-lead, tech,    A A C n n P n n n n n n",
        "sales-lead, sales,   A A n n n P n n n n n n",
        "sales-lead, unknown, A u u u u u u u u u n u",
        "hr,         private, A A C C C C C n n C n C",
        "hr,         tech,    A A C P P P P n n P n P",
        "hr,         sales,   A A P P P P P n n P n P",
        "hr,         unknown, A u u u u u u u u u n u",
        "admin,      private, A A C C C C C C C C n C",
        "admin,      tech,    A A C P P P P P P P C P",
        "admin,      sales,   A A P P P P P P P P C P",
        "admin,      unknown, A u u u u u u u u u C u"
    })
    void overStream(String asker, String place, String expected) {
        assertThat(decided(new AccessPolicy(false), asker, place, Transport.STREAM))
                .isEqualTo(expected);
        assertThat(decided(new AccessPolicy(true), asker, place, Transport.STREAM))
                .isEqualTo(expected);
    }

    /** c: no, it would change something. */
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "stranger,   private, A s s s s s s s s s s s, A s s s s s s s s s s s",
        "employee,   private, A A n n n P n n n n n n, A A n n n P n n n n n n",
        "employee,   tech,    A A C n n P n n n n n n, A A C n n P n n n n n n",
        "lead,       private, A A P P n P P n n c n c, A A P P n P P n n P n P",
        "lead,       tech,    A A C P n P P n n c c c, A A C P n P P n n P C P",
        "sales-lead, tech,    A A C n n P n n n n n n, A A C n n P n n n n n n",
        "hr,         private, A A P P P P P n n c n c, A A P P P P P n n P n P",
        "admin,      private, A A P P P P P P c c n c, A A P P P P P P P P n P",
        "admin,      unknown, A u u u u u u u u u c u, A u u u u u u u u u C u"
    })
    void overTheCallback(String asker, String place, String expected, String whereChangesAreAllowed) {
        assertThat(decided(new AccessPolicy(false), asker, place, Transport.CALLBACK))
                .isEqualTo(expected);
        assertThat(decided(new AccessPolicy(true), asker, place, Transport.CALLBACK))
                .isEqualTo(whereChangesAreAllowed);
    }

    private static String decided(AccessPolicy policy, String asker, String place, Transport transport) {
        Asker who = ASKERS.get(asker);
        return String.join(
                " ",
                subjects(who).stream()
                        .map(subject -> letter(policy.decide(who, PLACES.get(place), subject, transport)))
                        .toList());
    }

    private static String letter(Permit permit) {
        assertThat(permit.audience() == null).isNotEqualTo(permit.refusal() == null);
        if (permit.audience() != null) {
            return Map.of(Audience.ANYBODY, "A", Audience.CONVERSATION, "C", Audience.PERSON, "P")
                    .get(permit.audience());
        }
        return Map.of(
                        Refusal.STRANGER, "s",
                        Refusal.UNKNOWN_GROUP, "u",
                        Refusal.NOT_YOURS, "n",
                        Refusal.NOT_OVER_CALLBACK, "c")
                .get(permit.refusal());
    }

    @ParameterizedTest
    @CsvSource({"4100, PERSON", "4100;4200, NOT_YOURS", "4200, NOT_YOURS", "'', NOT_YOURS"})
    void aLeadSeesSeveralDepartmentsOnlyWhereTheyLeadEach(String departments, String expected) {
        Set<Long> ids = Arrays.stream(departments.split(";"))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .collect(java.util.stream.Collectors.toSet());
        Permit permit = new AccessPolicy(false)
                .decide(ASKERS.get("lead"), Place.of(TECH), Subject.of(Matter.LISTS, ids), Transport.STREAM);
        assertThat(String.valueOf(permit.audience() == null ? permit.refusal() : permit.audience()))
                .isEqualTo(expected);
    }
}
