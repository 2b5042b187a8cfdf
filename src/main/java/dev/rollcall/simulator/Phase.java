package dev.rollcall.simulator;

/** How far the simulator is with a call. */
public enum Phase {
    /** The request has been read whole; nothing has been done about it yet. */
    ARRIVED,
    /** The message is in the chat and the answer not yet written: new messages of every kind of robot. */
    TAKEN,
    /** The answer, good or bad, has been handed to the network. Not for a call that gets none. */
    ANSWERED
}
