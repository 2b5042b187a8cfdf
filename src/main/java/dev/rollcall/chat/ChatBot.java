package dev.rollcall.chat;

import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.chat.ChatMessage.Kind;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.check.Checks;
import dev.rollcall.check.HeldNames;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.message.Language;
import dev.rollcall.message.Notice;
import dev.rollcall.message.Refusal;
import dev.rollcall.message.ReplyContext;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does the bot answer? Parses, permits, finds, renders.
 *
 * <p>Blocks while DingTalk is read; what others have asked for just now is not read again. Thread-safe.
 */
public final class ChatBot implements Bot {
    private static final Logger LOG = LoggerFactory.getLogger(ChatBot.class);

    private final CommandParser parser;
    private final ReplyRenderer renderer = new ReplyRenderer();
    private final ChatSettings settings;
    private final Contacts contacts;
    private final Places places;
    private final Answering answering;
    private final Lists lists;
    private final Persons persons;
    private final Times times;
    private final Groups groups;
    private final Instructions instructions;
    private final Inspections inspections;
    private final Offers offers;
    private final Register register;
    private final Clock clock;

    /**
     * Answers from {@code live} and {@code ledger}, for whom {@code contacts} knows.
     *
     * @param parser reads the messages
     * @param checks what posts digests
     * @param installation what admins may ask about
     */
    public ChatBot(
            CommandParser parser,
            ChatSettings settings,
            Contacts contacts,
            LiveRollCalls live,
            Ledger ledger,
            Checks checks,
            Installation installation,
            Clock clock,
            Waiting waiting) {
        this.parser = parser;
        this.settings = settings;
        this.contacts = contacts;
        this.clock = clock;
        places = new Places(settings, ledger.ties());
        answering = new Answering(
                new AccessPolicy(settings.callbackMayChange()), renderer, ledger.acknowledgements(), settings.zone());
        times = new Times(settings, answering, renderer, ledger);
        PastDays past = new PastDays(live, settings.zone(), clock);
        HeldNames heldNames = new HeldNames(ledger.releases(), settings.spikeGuard());
        lists = new Lists(live, installation, settings, answering, renderer, heldNames, times, past);
        persons = new Persons(live, installation, answering, renderer, ledger.acknowledgements(), settings.zone());
        groups = new Groups(ledger.ties(), settings, answering, renderer);
        instructions = new Instructions(settings, answering, renderer, checks.requests(), ledger.mutes());
        inspections = new Inspections(
                settings, answering, renderer, checks.requests(), checks.previews(), installation, waiting);
        offers = new Offers(parser, answering, renderer);
        register = new Register(ledger.orders(), ledger.questions());
    }

    @Override
    public Command command(ChatMessage message) {
        return parser.parse(message.text(), LocalDate.ofInstant(clock.instant(), settings.zone()));
    }

    @Override
    public Reply answer(ChatMessage message) {
        if (message.kind() == Kind.QUOTA) {
            return sentence(message, Notice.allowanceUsed());
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, settings.zone());
        Command command = parser.parse(message.text(), today);
        Place place = places.of(message);
        Directory directory = contacts.directory(message.sender());
        Asker asker = directory.asker(message.sender());
        ReplyContext reply = new ReplyContext(language(command, place), settings.zone(), today);
        Question question = new Question(message, command, asker, place, directory, reply, now);
        return message.kind() == Kind.TEXT ? noted(question) : answering.notice(question, Notice.onlyText());
    }

    @Override
    public Reply sentence(ChatMessage message, Notice notice) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        Language language = Objects.requireNonNullElse(command(message).language(), settings.language());
        return new Reply(Audience.ANYBODY, renderer.notice(new ReplyContext(language, settings.zone(), today), notice));
    }

    private Language language(Command command, Place place) {
        Language spoken = command.language();
        if (spoken != null) {
            return spoken;
        }
        return place.department() == null
                ? settings.language()
                : settings.department(place.department())
                        .map(one -> one.language())
                        .orElse(settings.language());
    }

    private Reply noted(Question question) {
        if (!question.command().intent().recorded()) {
            Reply reply = answer(question);
            register.asked(question, reply);
            return reply;
        }
        long order = register.begin(question);
        Reply reply = answer(question);
        try {
            register.end(order, reply);
        } catch (LedgerException e) { // It is done, and who gave it hears so.
            LOG.warn("What came of a command is not written down: {}", e.getMessage());
        }
        return reply;
    }

    private Reply answer(Question question) {
        Intent intent = question.command().intent();
        Refusal refusal = answering.decide(question, Subject.of(Matter.TIMES)).refusal();
        if (intent == Intent.HELP) {
            return new Reply(Audience.ANYBODY, offers.help(question));
        }
        if (refusal == Refusal.STRANGER && !question.directory().complete()) {
            return answering.notice(question, Notice.contactsUnread());
        }
        if (refusal != null && intent != Intent.BIND && intent != Intent.UNBIND) {
            return answering.refused(question, refusal);
        }
        return switch (intent) {
            case ABSENT, LATE, LEAVE, OUT, SUMMARY -> list(question);
            case ME -> persons.self(question);
            case STATUS, WHY -> person(question);
            case NEXT -> times.answer(question);
            case ACK -> acknowledge(question);
            case BIND -> groups.tie(question);
            case UNBIND -> groups.untie(question);
            case MUTE, UNMUTE, RESEND, RELEASE -> instructions.answer(question);
            case PREVIEW, QUOTA, QUOTA_RESUME, DOCTOR -> inspections.answer(question);
            default -> offers.unknown(question);
        };
    }

    private Reply list(Question question) {
        Reply reply = lists.answer(question);
        return reply == null ? persons.self(question) : reply;
    }

    private Reply acknowledge(Question question) {
        if (question.command().person() != null) {
            return persons.acknowledge(question);
        }
        Subject own = Subject.of(Matter.ACKNOWLEDGEMENT, question.asker().leads());
        return answering.permitted(
                question, own, audience -> renderer.notice(question.reply(), Notice.typeLike(Topic.ACK)));
    }

    private Reply person(Question question) {
        @Nullable String name = question.command().person();
        return name == null ? persons.self(question) : persons.named(question, name);
    }
}
