package dev.rollcall.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that the bot answers with: a confirmation, a question that cannot be answered as it stands, a state.
 *
 * <p>What comes from outside (names, reasons, ids) is given as it is and made inert where it is printed; a department
 * that is empty is the whole company. Immutable.
 */
public final class Notice {
    private static final int OFFERED = 3;
    private static final int TIMES = 10;

    private final Function<Phrases, String> text;

    Notice(Function<Phrases, String> text) {
        this.text = text;
    }

    private static Notice of(String key) {
        return new Notice(say -> say.say("notice." + key));
    }

    private static Notice of(String key, String department) {
        return new Notice(say -> say.say("notice." + key, say.place(department)));
    }

    String text(Phrases phrases) {
        return text.apply(phrases);
    }

    /** That the answer takes a moment. */
    public static Notice lookingUp() {
        return of("looking");
    }

    /** That the answer went to the asker in private. */
    public static Notice answeredPrivately() {
        return of("private");
    }

    /** That something went wrong on our side; says nothing of what. */
    public static Notice failed() {
        return of("failed");
    }

    /** That the one who asks asks too much at once. */
    public static Notice tooFast() {
        return of("toofast");
    }

    /** That all of a conversation together ask too much at once. */
    public static Notice tooMany() {
        return of("toomany");
    }

    /** That only text is understood. */
    public static Notice onlyText() {
        return new Notice(say -> say.say("notice.onlytext", Topic.HELP.typed(say.wording())));
    }

    /** That the month's messages are used up. */
    public static Notice allowanceUsed() {
        return of("allowance");
    }

    /** That {@code topic} needs more than was typed; gives an example. */
    public static Notice typeLike(Topic topic) {
        return new Notice(say -> say.say("notice.typelike", topic.typed(say.wording())));
    }

    /** That there is no such department; {@code offered} are nearly called so, the first three are said. */
    public static Notice noSuchDepartment(List<String> offered) {
        return noSuch("department", offered);
    }

    /** That there is no such person; {@code offered} are nearly called so, the first three are said. */
    public static Notice noSuchPerson(List<String> offered) {
        return noSuch("person", offered);
    }

    /** The same, where the asker may ask about some only: whether there is such a person elsewhere is not said. */
    public static Notice noSuchPersonOfYours(List<String> offered) {
        return noSuch("person.yours", offered);
    }

    private static Notice noSuch(String what, List<String> offered) {
        List<String> few = offered.stream().limit(OFFERED).toList();
        String key = "notice.nosuch." + what;
        return new Notice(say -> few.isEmpty() ? say.say(key) : say.say(key + ".offer", say.some(few, OFFERED)));
    }

    /** That no cutoff is at the time asked for; {@code times} are those there are. */
    public static Notice noSuchCutoff(List<String> times) {
        List<String> some = List.copyOf(times);
        return new Notice(say -> some.isEmpty()
                ? say.say("notice.nosuch.cutoff")
                : say.say("notice.nosuch.cutoff.offer", say.some(some, TIMES)));
    }

    /** That somebody is not held to any times, such as one who is exempt. */
    public static Notice notListed(String name) {
        return new Notice(say -> say.say("notice.notlisted", Markdown.text(name, say.say("unnamed"))));
    }

    /** The same to the asker. */
    public static Notice youAreNotListed() {
        return new Notice(say -> say.wording().sentence(say.say("notice.notlisted", say.say("person.you"))));
    }

    /** That {@code date} is still to come. */
    public static Notice future(LocalDate date) {
        return new Notice(say -> say.say("notice.future", say.date(date)));
    }

    /** That there is no such date. */
    public static Notice noSuchDate() {
        return new Notice(say -> say.say("notice.nosuch.date", say.date(say.today()), say.today()));
    }

    /** That a person can be asked about one day at a time; {@code example} is one that was meant. */
    public static Notice oneDay(LocalDate example) {
        return new Notice(say -> say.say("notice.oneday", say.date(example)));
    }

    /** That nothing is kept of {@code date}; the first day of which something is, is {@code earliest}, null if none. */
    public static Notice nothingKept(LocalDate date, @Nullable LocalDate earliest) {
        return new Notice(say -> earliest == null
                ? say.say("notice.nothing", say.date(date))
                : say.say("notice.nothing.before", say.date(date), say.date(earliest)));
    }

    /** For an admin: the id of a group that belongs to no department, and how to tie it to one. */
    public static Notice unknownGroup(String conversation) {
        return new Notice(say ->
                say.say("notice.group", NoticeParts.conversation(conversation), Topic.BIND.typed(say.wording())));
    }

    /** That the group belongs to {@code department} now. */
    public static Notice tied(String department) {
        return of("tied", department);
    }

    /** That the group belongs to {@code department} no more. */
    public static Notice untied(String department) {
        return of("untied", department);
    }

    /** That the configuration ties the group to {@code department}, which the chat cannot change. */
    public static Notice tiedByConfiguration(String department) {
        return of("tied.config", department);
    }

    /** For the lead: that {@code name} is known until then. */
    public static Notice acknowledged(String name, Known known) {
        return new Notice(say -> say.say("notice.ack", Markdown.text(name, say.say("unnamed")), say.known(known)));
    }

    /** For the group: how many of {@code department} are known. */
    public static Notice acknowledgedIn(String department, int number) {
        return new Notice(say -> say.say("notice.ack.group", say.place(department), number));
    }

    /** That {@code departments} get no digest from {@code first} to {@code last}. */
    public static Notice muted(List<String> departments, LocalDate first, LocalDate last) {
        return new Notice(say -> say.say(
                "notice.muted",
                say.places(departments),
                first.equals(last) ? say.on(first) : say.say("date.range", say.date(first), say.date(last)),
                Topic.UNMUTE.typed(say.wording())));
    }

    /** That {@code departments} get their digests again. */
    public static Notice unmuted(List<String> departments) {
        return about("unmuted", departments);
    }

    /** That {@code departments} were not muted. */
    public static Notice notMuted(List<String> departments) {
        return about("notmuted", departments);
    }

    /** That the held digests of {@code departments} are posted. */
    public static Notice released(List<String> departments) {
        return about("released", departments);
    }

    /** That no digest of {@code departments} is held. */
    public static Notice nothingHeld(List<String> departments) {
        return about("nothingheld", departments);
    }

    /** That the notice to {@code departments} is still being sent, and the release has to wait for it. */
    public static Notice releaseLater(List<String> departments) {
        return about("released.later", departments);
    }

    /** That digests of several {@code departments} are held: which is meant? */
    public static Notice whichRelease(List<String> departments) {
        return new Notice(say -> say.say(
                "notice.released.which",
                say.some(departments, TIMES),
                Topic.RELEASE.typed(say.wording()) + " " + say.place(departments.get(0))));
    }

    /** That it has to be said who is muted: {@code department} for one, or the whole company. */
    public static Notice whichMute(String department) {
        return new Notice(
                say -> say.say("notice.muted.which", Topic.MUTE.typed(say.wording()) + " " + say.place(department)));
    }

    /** That the digests of {@code cutoff} are posted once more. */
    public static Notice resent(List<String> departments, Instant cutoff) {
        return new Notice(say -> say.say("notice.resent", say.places(departments), say.datedMoment(cutoff)));
    }

    /** That there is no digest of {@code cutoff} that could be posted once more. */
    public static Notice nothingToResend(List<String> departments, Instant cutoff) {
        return new Notice(say -> say.say("notice.nothingtoresend", say.places(departments), say.datedMoment(cutoff)));
    }

    /** That nothing would be posted now. */
    public static Notice nothingToPost() {
        return of("nothingtopost");
    }

    /** That DingTalk's contacts cannot be read, so that nobody knows who asks. */
    public static Notice contactsUnread() {
        return of("contacts");
    }

    /** That {@code time} is over, until when somebody was to be known. */
    public static Notice timeIsOver(LocalTime time) {
        String clock = time.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT));
        return new Notice(say -> say.say("notice.over", clock, Topic.ACK.typed(say.wording())));
    }

    /** That {@code date} is past. */
    public static Notice past(LocalDate date) {
        return new Notice(say -> say.say("notice.past", say.date(date)));
    }

    /** That {@code departments} are muted with the whole company, and how to undo that. */
    public static Notice mutedWithCompany(List<String> departments) {
        return new Notice(
                say -> say.say("notice.mutedwith", say.places(departments), Topic.UNMUTE.typed(say.wording())));
    }

    /** That the group belongs to no department. */
    public static Notice notTied() {
        return of("nottied");
    }

    /** That what is asked for could not be read. */
    public static Notice unread() {
        return of("unread");
    }

    /** That the answer is only for the asker, whom the robot cannot write to. */
    public static Notice cannotWritePrivately() {
        return of("unreachable");
    }

    /** That a changed configuration is not taken over, because of so many faults; of {@code lines} five are said. */
    public static Notice configRefused(int faults, List<String> lines) {
        List<String> all = List.copyOf(lines);
        return new Notice(say -> say.say("notice.config.refused", faults) + NoticeParts.bullets(all));
    }

    private static Notice about(String key, List<String> departments) {
        return new Notice(say -> say.say("notice." + key, say.places(departments)));
    }
}
