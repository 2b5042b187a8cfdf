package dev.rollcall.cli;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import java.io.PrintStream;

/** What a roll call could not read, told to people. */
final class Incomplete {
    private static final int TROUBLES_TOLD = 10;

    private Incomplete() {}

    /** Says what troubles there were, and what it means where something is missing; the exit code. */
    static int tell(RollCall rollCall, PrintStream err) {
        rollCall.troubles().stream()
                .map(Throwable::getMessage)
                .distinct()
                .limit(TROUBLES_TOLD)
                .forEach(err::println);
        if (rollCall.complete()) {
            return Main.DONE;
        }
        err.println(meaning(rollCall));
        return Main.FAILED;
    }

    private static String meaning(RollCall rollCall) {
        int unverified = rollCall.company().unverified();
        boolean members = rollCall.departments().stream().allMatch(DepartmentRollCall::membersComplete);
        String who = members ? "" : "not all members of the departments could be read; ";
        return unverified == 0
                ? "Incomplete: " + who + "whoever is missing may be in or not"
                : "Incomplete: " + who + unverified
                        + " people could not be verified and are not named; this does not mean that they are in";
    }
}
