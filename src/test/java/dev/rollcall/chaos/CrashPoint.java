package dev.rollcall.chaos;

import java.util.List;

/** Where a process is made to die. Recognised by what it says to its database, or by how far DingTalk is with a call. */
enum CrashPoint {
    /** What is due is written down and not committed. */
    PLANNED(false, "insert into slot "),

    /** A roll call is being read: the simulator knows when. */
    READING(false),

    /** The text is written down and not committed. */
    FREEZING(false, "insert into delivery "),

    /** That an attempt begins is committed, and the attempt is not made. */
    ATTEMPT_WRITTEN(true, "insert into attempt "),

    /** DingTalk has the message and has not answered: the simulator knows when. */
    TAKEN(false),

    /** DingTalk has answered, and that is not committed. */
    ANSWERED(false, "update attempt set ended_at", "update slot set state = ?, reason"),

    /** A new process takes up what a dead one had begun with, see {@link Owners}, and has not committed that. */
    TAKING_UP(false, "update slot set owner = ?");

    final boolean afterCommit;
    private final List<String> statements;

    CrashPoint(boolean afterCommit, String... statements) {
        this.afterCommit = afterCommit;
        this.statements = List.of(statements);
    }

    /** Whether the simulator recognises it rather than the process itself. */
    boolean seenByDingTalk() {
        return statements.isEmpty();
    }

    boolean recognises(String sql) {
        return statements.stream().anyMatch(sql::startsWith);
    }
}
