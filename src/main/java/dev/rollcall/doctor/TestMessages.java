package dev.rollcall.doctor;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import dev.rollcall.dingtalk.Trials;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * What became of the test messages: one for each robot as it is configured, however many departments have it, and one for the admins.
 *
 * @param robots by how they are configured, those of departments in shadow too: shadow keeps digests from a group, and whoever
 *     asks for a test wants to know before it ends whether its robot works
 * @param people which of the admins were not reached; empty where nothing was sent to them
 */
record TestMessages(Map<RobotConfig, Trial<Boolean>> robots, Optional<Trial<Set<String>>> people) {
    static final TestMessages NONE = new TestMessages(Map.of(), Optional.empty());

    /** As many as one message in private is for. */
    private static final int ADMINS = 20;

    TestMessages {
        robots = Map.copyOf(robots);
    }

    /**
     * Sends them.
     *
     * @param mayMeter whether the one to the admins may be sent, which counts against the quota
     */
    static CompletableFuture<TestMessages> send(
            Patient patient, Trials trials, Run run, boolean mayMeter, Executor executor) {
        Map<RobotConfig, Trial<Boolean>> robots = new ConcurrentHashMap<>();
        CompletableFuture<Void> groups = Lanes.each(
                addressees(patient),
                one -> robots.put(
                        one.robot(), trials.robot(one.robot(), message(one.language(), one.robot()), inTime(run))),
                executor);
        List<String> admins = patient.admins().stream().limit(ADMINS).toList();
        if (admins.isEmpty()) {
            return groups.thenApply(done -> new TestMessages(robots, Optional.empty()));
        }
        CompletableFuture<Trial<Set<String>>> people = mayMeter
                ? CompletableFuture.supplyAsync(() -> trials.people(admins, text(patient.language()), run), executor)
                : CompletableFuture.completedFuture(Trial.refused(new Refused(Reason.QUOTA, "", "", "")));
        return groups.thenCombine(people, (done, reached) -> new TestMessages(robots, Optional.of(reached)));
    }

    private static Duration inTime(Run run) {
        Duration left = run.deadline().left();
        return left.compareTo(Messenger.LONGEST) < 0 ? left : Messenger.LONGEST;
    }

    private static List<Addressee> addressees(Patient patient) {
        Map<RobotConfig, Addressee> all = new LinkedHashMap<>();
        for (DepartmentConfig department : patient.departments()) {
            RobotConfig robot = department.robot();
            if (robot != null) {
                all.putIfAbsent(robot, new Addressee(robot, department.language()));
            }
        }
        if (patient.company() != null) {
            RobotConfig robot = patient.company().robot();
            all.putIfAbsent(robot, new Addressee(robot, patient.language()));
        }
        return new ArrayList<>(all.values());
    }

    private static Message message(Language language, RobotConfig robot) {
        Message message = text(language);
        boolean there = robot.keyword() == null || message.text().contains(robot.keyword());
        return there ? message : new Message(message.title(), message.text() + "\n\n" + robot.keyword(), List.of());
    }

    private static Message text(Language language) {
        DoctorWords words = DoctorWords.in(language);
        return new Message(words.say(Sentence.of("test.title")), words.say(Sentence.of("test.text")), List.of());
    }

    private record Addressee(RobotConfig robot, Language language) {}
}
