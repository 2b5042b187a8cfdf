package dev.rollcall.chat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.absence.RollCall;
import dev.rollcall.chat.Directory.Person;
import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.ledger.Acknowledgements;
import dev.rollcall.message.Choice;
import dev.rollcall.message.FoundPerson;
import dev.rollcall.message.Known;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import dev.rollcall.message.Refusal;
import dev.rollcall.message.ReplyRenderer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers about one person, for themselves and for those who may know. Blocks; thread-safe. */
final class Persons {
    private final LiveRollCalls live;
    private final Installation installation;
    private final Answering answering;
    private final ReplyRenderer renderer;
    private final Acknowledgements acknowledgements;
    private final ZoneId zone;

    Persons(
            LiveRollCalls live,
            Installation installation,
            Answering answering,
            ReplyRenderer renderer,
            Acknowledgements acknowledgements,
            ZoneId zone) {
        this.live = live;
        this.installation = installation;
        this.answering = answering;
        this.renderer = renderer;
        this.acknowledgements = acknowledgements;
        this.zone = zone;
    }

    /** How the one who asks stands, or why. */
    Reply self(Question question) {
        String id = question.asker().id();
        Optional<Person> person =
                id == null ? Optional.empty() : question.directory().person(id);
        if (person.isEmpty() && !question.directory().complete()) {
            return answering.notice(question, Notice.contactsUnread());
        }
        if (person.isEmpty()) {
            Subject nobody = Subject.of(Subject.Matter.TIMES);
            return answering.permitted(
                    question, nobody, audience -> renderer.notice(question.reply(), Notice.youAreNotListed()));
        }
        return about(question, person.get());
    }

    /** How the person that was named stands, or why. */
    Reply named(Question question, String name) {
        if (question.command().scope().kind() == Scope.Kind.NONE) {
            return one(question, search(question, any -> true).find(name), person -> about(question, person));
        }
        Meant meant = Scopes.of(question, question.asker()::sees);
        Set<String> parts = meant.problem() == null && !meant.untold()
                ? Set.of()
                : parts(question, question.command().scope().name());
        if (meant.problem() != null && parts.isEmpty()) {
            return answering.proposing(question, meant.problem());
        }
        Predicate<Person> there = parts.isEmpty()
                ? person -> person.departments().stream().anyMatch(meant.departments()::contains)
                : person -> parts.contains(person.subDepartment());
        return one(question, search(question, there).find(name), person -> about(question, person));
    }

    /** The parts of departments that are called {@code name}, of those where anybody is of whom the asker may know. */
    private static Set<String> parts(Question question, String name) {
        List<NameSearch.Known> parts = question.directory().people().stream()
                .filter(person -> mayKnow(question, person))
                .map(Person::subDepartment)
                .filter(part -> !part.isEmpty())
                .distinct()
                .map(part -> new NameSearch.Known(part, part, List.of()))
                .toList();
        return NameSearch.among(parts).find(name).exact().stream()
                .map(NameSearch.Known::id)
                .collect(Collectors.toSet());
    }

    /** Notes that a lead knows where somebody is. */
    Reply acknowledge(Question question) {
        Command command = question.command();
        String typed = Objects.requireNonNullElse(command.person(), "");
        String all = command.reason() == null ? typed : typed + " " + command.reason();
        Optional<NameSearch.Leading> leading = search(question, any -> true).leading(all);
        NameSearch.Found found = leading.map(one -> new NameSearch.Found(one.exact(), List.of()))
                .orElseGet(() -> search(question, any -> true).findOrFirst(typed));
        String reason = leading.map(NameSearch.Leading::rest).orElse(Objects.requireNonNullElse(command.reason(), ""));
        return one(question, found, person -> acknowledge(question, person, reason));
    }

    private Reply acknowledge(Question question, Person person, String reason) {
        Subject subject = new Subject(Subject.Matter.ACKNOWLEDGEMENT, person.departments(), person.id());
        return answering.permitted(
                question, subject, audience -> renderer.notice(question.reply(), noted(question, person, reason)));
    }

    private Notice noted(Question question, Person person, String reason) {
        KnownUntil known = KnownUntil.of(
                found(live.today(person.departments(), installation.goodFor()).join(), person.id())
                        .map(FoundPerson::finding),
                question.command().time(),
                question.now(),
                zone);
        if (known.until() == null) {
            return Notice.timeIsOver(Objects.requireNonNull(question.command().time()));
        }
        String by = Objects.requireNonNull(question.asker().id());
        acknowledgements.add(new Acknowledgements.Acknowledgement(
                person.id(), known.workDate(), reason, known.until(), by, question.now()));
        return Notice.acknowledged(person.name(), new Known(known.until(), reason));
    }

    /** Only among those of whom the asker may know, so that nobody else is offered. */
    static NameSearch search(Question question, Predicate<Person> there) {
        return NameSearch.among(question.directory().people().stream()
                .filter(person -> mayKnow(question, person))
                .filter(there)
                .map(person -> new NameSearch.Known(person.id(), person.name(), aliases(person)))
                .toList());
    }

    /** Of two of one name a digest says where they sit, in brackets, and so may whoever asks. */
    private static List<String> aliases(Person person) {
        return person.subDepartment().isEmpty()
                ? List.of(person.id())
                : List.of(person.id(), person.name() + "(" + person.subDepartment() + ")");
    }

    private static boolean mayKnow(Question question, Person person) {
        Asker asker = question.asker();
        return asker.seesAll()
                || person.id().equals(asker.id())
                || person.departments().stream().anyMatch(asker::sees);
    }

    private Reply one(Question question, NameSearch.Found found, Function<Person, Reply> answer) {
        List<Person> people = found.exact().stream()
                .flatMap(one -> question.directory().person(one.id()).stream())
                .toList();
        if (people.size() == 1) {
            return answer.apply(people.get(0));
        }
        Asker asker = question.asker();
        if (people.isEmpty() && !question.directory().complete()) {
            return answering.notice(question, Notice.contactsUnread());
        }
        if (!asker.seesAll() && asker.leads().isEmpty()) {
            return answering.refused(question, refusal(question));
        }
        Subject own = new Subject(Subject.Matter.PERSON, departments(question), null);
        return answering.permitted(
                question,
                own,
                audience -> people.isEmpty()
                        ? renderer.notice(question.reply(), nobody(asker, names(found.offered())))
                        : renderer.which(question.reply(), people.get(0).name(), choices(question, people)));
    }

    private static Notice nobody(Asker asker, List<String> offered) {
        return asker.seesAll() ? Notice.noSuchPerson(offered) : Notice.noSuchPersonOfYours(offered);
    }

    /** Strangers and unknown groups are told that; anybody else that it is not theirs. */
    private Refusal refusal(Question question) {
        Permit permit = answering.decide(question, Subject.of(Subject.Matter.TIMES));
        return permit.refusal() == null ? Refusal.NOT_YOURS : permit.refusal();
    }

    private static Set<Long> departments(Question question) {
        Asker asker = question.asker();
        return asker.seesAll() ? Set.of() : asker.leads();
    }

    private static List<String> names(List<NameSearch.Known> offered) {
        return offered.stream().map(NameSearch.Known::name).toList();
    }

    private static List<Choice> choices(Question question, List<Person> people) {
        String typed = Objects.requireNonNullElse(question.command().person(), "");
        String text = question.message().text().strip();
        return people.stream()
                .map(person -> new Choice(
                        department(question, person),
                        person.subDepartment(),
                        text.contains(typed) && !typed.isEmpty() ? text.replace(typed, person.id()) : ""))
                .toList();
    }

    private static String department(Question question, Person person) {
        return person.departments().stream()
                .sorted()
                .findFirst()
                .flatMap(question.directory()::unit)
                .map(Directory.Unit::name)
                .orElse("");
    }

    private Reply about(Question question, Person person) {
        Subject subject = Subject.person(person.id(), person.departments());
        return answering.permitted(question, subject, audience -> standing(question, person));
    }

    private Message standing(Question question, Person person) {
        Notice noSuchDays = question.noSuchDays();
        if (noSuchDays != null) {
            return renderer.notice(question.reply(), noSuchDays);
        }
        When when = question.command().when();
        if (when instanceof When.Span span) {
            return renderer.notice(question.reply(), Notice.oneDay(lastThatHasCome(question, span)));
        }
        LocalDate date = when instanceof When.Day day ? day.day() : question.today();
        boolean today = date.equals(question.today());
        RollCall rollCall = (today
                        ? live.today(person.departments(), installation.goodFor())
                        : live.day(person.departments(), date))
                .join();
        boolean self = person.id().equals(question.asker().id());
        Optional<FoundPerson> found = found(rollCall, person.id());
        if (found.isEmpty() && !rollCall.departments().stream().allMatch(DepartmentRollCall::membersComplete)) {
            return renderer.notice(question.reply(), Notice.unread());
        }
        if (found.isEmpty()) {
            Notice notice = self ? Notice.youAreNotListed() : Notice.notListed(person.name());
            return renderer.notice(question.reply(), notice);
        }
        Known known = self ? null : answering.known(date, question.now()).get(person.id());
        FoundPerson one = today
                ? found.get()
                : found.get().asOf(LiveRollCalls.asOf(rollCall, found.get().finding()));
        FoundPerson whole =
                one.cached(Lists.age(question, rollCall)).knowing(known).self(self);
        return question.command().intent() == Intent.WHY
                ? renderer.why(question.reply(), whole)
                : renderer.status(question.reply(), whole);
    }

    private static LocalDate lastThatHasCome(Question question, When.Span span) {
        return span.last().isBefore(question.today()) ? span.last() : question.today();
    }

    private static Optional<FoundPerson> found(RollCall rollCall, String id) {
        for (DepartmentRollCall department : rollCall.departments()) {
            for (Finding finding : department.findings()) {
                if (finding.employee().id().equals(id)) {
                    return Optional.of(FoundPerson.of(finding, department.name(), rollCall));
                }
            }
        }
        return Optional.empty();
    }
}
