package dev.rollcall.message;

/** What can be asked of the bot, as far as answers name it: the words to type, and whether touching them is enough. */
public enum Topic {
    ABSENT(true),
    OUT(true),
    LATE(true),
    LEAVE(true),
    SUMMARY(true),
    ME(true),
    NEXT(true),
    HELP(true),
    DOCTOR(true),
    QUOTA(true),
    /** Changes something. */
    QUOTA_RESUME(false),
    /** Needs a name. */
    STATUS(false),
    /** Needs a name. */
    WHY(false),
    /** Needs a time. */
    PREVIEW(false),
    /** Changes something, as those below: nobody should do that by a slip of the finger. */
    RESEND(false),
    MUTE(false),
    UNMUTE(false),
    RELEASE(false),
    ACK(false),
    BIND(false),
    UNBIND(false);

    private final boolean tappable;

    Topic(boolean tappable) {
        this.tappable = tappable;
    }

    /** Whether it needs no argument and changes nothing, so that it is offered as a link too. */
    boolean tappable() {
        return tappable;
    }

    /** What is typed, with an example for what it needs. */
    String typed(Wording wording) {
        return wording.say("command." + this);
    }

    /** What it is good for, after a verb or as a title. */
    String purpose(Wording wording) {
        return wording.say("purpose." + this);
    }
}
