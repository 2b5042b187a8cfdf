package dev.rollcall.app;

import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.budget.Meter;
import dev.rollcall.budget.QuotaWatch;
import dev.rollcall.budget.Shed;
import dev.rollcall.chat.Installation;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.message.DoctorNotices.Problem;
import dev.rollcall.message.Language;
import dev.rollcall.report.Diagnosis;
import dev.rollcall.report.Diagnosis.State;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What admins are told in chat about this installation. Thread-safe. */
final class Installed implements Installation {
    /** How old answers may get where calls are short. */
    private static final Duration SAVING = Duration.ofHours(1);

    private static final Pattern LINK = Pattern.compile(" ?[（(]https://[^)）]*[)）]");

    private final Ledger ledger;
    private final Meter meter;
    private final Function<Language, Diagnosis> doctor;

    /** @param doctor examines everything */
    Installed(Ledger ledger, Meter meter, Function<Language, Diagnosis> doctor) {
        this.ledger = ledger;
        this.meter = meter;
        this.doctor = doctor;
    }

    @Override
    public Quota quota() {
        Meter.State now = meter.look();
        return new Quota(QuotaWatch.calls(now), QuotaWatch.messages(now), QuotaWatch.shed(now.shed()), now.refused());
    }

    @Override
    public boolean resume() {
        boolean had = ledger.quota().resume(Kind.CALLS);
        meter.look();
        return had;
    }

    @Override
    public Duration goodFor() {
        return meter.shed().includes(Shed.CHAT_REFRESH) ? SAVING : LiveRollCalls.FRESH;
    }

    @Override
    public Health examined(Language language) {
        Diagnosis diagnosis = doctor.apply(language);
        List<Problem> problems = Stream.of(State.FAILED, State.WARNING)
                .flatMap(state -> diagnosis.lines().stream().filter(line -> line.state() == state))
                .map(Installed::problem)
                .toList();
        return new Health(diagnosis.count(State.OK), problems);
    }

    /** Without links, which could not be touched: what is said in a chat is made inert. */
    private static Problem problem(Diagnosis.Line line) {
        String remedy = line.remedy();
        return new Problem(
                line.state().mark() + " " + line.title() + " · " + line.text(),
                remedy == null ? null : LINK.matcher(remedy).replaceAll(""));
    }
}
