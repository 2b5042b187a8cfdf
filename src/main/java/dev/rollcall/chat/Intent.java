package dev.rollcall.chat;

/** What a command is about. */
public enum Intent {
    /** Who has not clocked in. */
    ABSENT(Takes.SCOPE),
    /** Who came late. */
    LATE(Takes.SCOPE),
    /** Who is on leave or on a trip. */
    LEAVE(Takes.SCOPE),
    /** Who is out, which may mean either: both lines are the answer. */
    OUT(Takes.SCOPE),
    /** How many, department by department. */
    SUMMARY(Takes.SCOPE),
    /** How one person stands. */
    STATUS(Takes.PERSON),
    /** Why one person is named; without a person: the one who asks. */
    WHY(Takes.PERSON),
    /** How the one who asks stands. */
    ME(Takes.NOTHING),
    /** When the next digest comes. */
    NEXT(Takes.SCOPE),
    /** What can be asked. */
    HELP(Takes.NOTHING),
    /** What a cutoff would post. */
    PREVIEW(Takes.SCOPE),
    /** Post a digest again. */
    RESEND(Takes.SCOPE),
    /** Post nothing on a day. */
    MUTE(Takes.SCOPE),
    /** Post again after all. */
    UNMUTE(Takes.SCOPE),
    /** Post a digest that was held back. */
    RELEASE(Takes.SCOPE),
    /** What is wrong with the installation. */
    DOCTOR(Takes.NOTHING),
    /** How many calls are left. */
    QUOTA(Takes.NOTHING),
    /** Calls are to be made again. */
    QUOTA_RESUME(Takes.NOTHING),
    /** One person's absence is known. */
    ACK(Takes.PERSON),
    /** This group belongs to a department. */
    BIND(Takes.SCOPE),
    /** This group belongs to no department any more. */
    UNBIND(Takes.NOTHING),
    /** It cannot be told. */
    UNKNOWN(Takes.NOTHING);

    /** What may stand beside the words of an intent, apart from a day. */
    enum Takes {
        NOTHING,
        SCOPE,
        PERSON
    }

    private final Takes takes;

    Intent(Takes takes) {
        this.takes = takes;
    }

    Takes takes() {
        return takes;
    }

    /** Whether a time of day belongs to it. */
    boolean timed() {
        return this == PREVIEW || this == RESEND || this == RELEASE;
    }

    /** Whether its day lies ahead where it can: "Friday" is then the coming one. */
    boolean ahead() {
        return this == MUTE || this == UNMUTE || this == NEXT;
    }

    /** Whether it is written down who gave it: commands of admins, and what changes something. */
    public boolean recorded() {
        return switch (this) {
            case PREVIEW, RESEND, MUTE, UNMUTE, RELEASE, DOCTOR, QUOTA, QUOTA_RESUME, ACK, BIND, UNBIND -> true;
            default -> false;
        };
    }

    /** Whether its words stand before everything else: what comes after them is free text. */
    boolean leads() {
        return this == ACK || this == BIND;
    }

    /** Whether it asks for a list of people; names of departments do not end in such words. */
    boolean lists() {
        return this == ABSENT || this == LATE || this == LEAVE || this == OUT;
    }
}
