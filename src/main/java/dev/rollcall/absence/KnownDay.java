package dev.rollcall.absence;

/**
 * What earlier roll calls of a day have read and later ones need not ask.
 *
 * @param punches of whoever came in time
 * @param leaves of whoever is excused
 * @param swept where people stand by a sweep ahead of the very cutoff
 */
public record KnownDay(KnownPunches punches, KnownLeaves leaves, SweptPeople swept) {
    /** Nothing is known of earlier roll calls. */
    public static final KnownDay NOTHING = new KnownDay(KnownPunches.NONE, KnownLeaves.NONE, SweptPeople.NONE);

    /** Of a date that is over: approvals may have been withdrawn since, and they are asked again. */
    KnownDay over() {
        return new KnownDay(punches, KnownLeaves.NONE, swept);
    }
}
