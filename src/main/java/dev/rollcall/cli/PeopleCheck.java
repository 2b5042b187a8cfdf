package dev.rollcall.cli;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.app.ReadSide;
import dev.rollcall.check.Coverage;
import dev.rollcall.common.Deadline;
import dev.rollcall.config.BotConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks DingTalk's contacts, which cost no quota, whom the configuration leaves out, and prints how many and where; warns of that,
 * and of departments and user ids of the configuration that DingTalk does not show. */
final class PeopleCheck {
    /** Unless DingTalk's own limits make it take longer. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int SHOWN = 5;
    private static final int STRANGERS = 20;

    private final Surroundings surroundings;

    PeopleCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The exit code: failed where not everything could be read. */
    int ask(BotConfig config) {
        Progress progress = new Progress(surroundings);
        Run run = new Run(Deadline.in(LONGEST, surroundings.waiting()), progress::called);
        Coverage coverage;
        try (ReadSide read = new ReadSide(config, surroundings.clock(), surroundings.waiting())) {
            coverage = read.coverage(run);
        } finally {
            progress.end();
        }
        if (coverage.complete() || coverage.people() > 0) {
            print(coverage, surroundings.out());
        }
        if (coverage.uncovered() > 0) {
            surroundings.warn(
                    "departments: " + coverage.uncovered() + " people are in no configured department, so that"
                            + " neither digests nor the board know them; add their departments, or the people to exempt");
        }
        coverage.unknown()
                .forEach(id -> surroundings.warn("department " + id + " is not in DingTalk's tree: it was deleted, or"
                        + " lies outside the app's contact scope"));
        strangers(coverage, config.people());
        if (coverage.complete()) {
            return Main.DONE;
        }
        surroundings.err().println("Not everybody could be asked about: " + why(run.troubles()));
        return Main.FAILED;
    }

    private void strangers(Coverage coverage, Map<String, List<String>> people) {
        Set<String> strangers = coverage.strangers();
        strangers.stream()
                .limit(STRANGERS)
                .forEach(id -> surroundings.warn(String.join(", ", people.getOrDefault(id, List.of())) + ": " + id
                        + " is not among the " + coverage.people()
                        + " people that Rollcall can see: a typo, somebody who"
                        + " has left or is not activated, or outside the app's contact scope"));
        if (strangers.size() > STRANGERS) {
            surroundings.warn((strangers.size() - STRANGERS) + " other user ids are not among them");
        }
    }

    private static void print(Coverage coverage, PrintStream out) {
        String least = coverage.complete() ? "" : "at least ";
        out.println();
        if (coverage.uncovered() == 0) {
            out.println("People: " + least + coverage.people() + " in DingTalk's contacts, "
                    + (coverage.complete() ? "everybody" : "everybody who could be read")
                    + " in a configured department or exempt");
        } else {
            out.println("People: " + least + coverage.people() + " in DingTalk's contacts, " + least
                    + coverage.uncovered() + " of them in no configured department:");
            gaps(coverage.gaps(), out);
        }
        out.flush();
    }

    private static void gaps(List<Coverage.Gap> gaps, PrintStream out) {
        gaps.stream()
                .limit(SHOWN)
                .forEach(gap -> out.println("  " + (gap.id() + " " + gap.name()).strip() + ": " + gap.people()));
        if (gaps.size() > SHOWN) {
            out.println("  and in " + (gaps.size() - SHOWN) + " other departments "
                    + gaps.stream().skip(SHOWN).mapToInt(Coverage.Gap::people).sum());
        }
    }

    private static String why(List<SourceException> troubles) {
        return troubles.stream().map(Throwable::getMessage).findFirst().orElse("DingTalk did not answer");
    }
}
