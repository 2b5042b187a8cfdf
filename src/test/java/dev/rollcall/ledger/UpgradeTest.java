package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases of the first days, kept as they were: tables by the text that the migrations had then, with what Flyway had
 * written down of them, and a morning in them. Today's code opens each, and nothing of it is gone.
 */
@Execution(ExecutionMode.CONCURRENT)
class UpgradeTest {
    private static final List<String> KEPT = List.of("first", "second", "third");
    private static final SlotKey SENT = Cast.slot(4100);
    private static final SlotKey SENDING = Cast.slot(4200);

    static Stream<Arguments> databases() {
        return both(Place::embeddedDatabase, Postgres.shared()::freshDatabase);
    }

    static Stream<Arguments> scratches() {
        return both(Scratch::embedded, Scratch::postgres);
    }

    static Stream<Scratch> empty() {
        return Stream.of(Scratch.embedded(), Scratch.postgres());
    }

    private static Stream<Arguments> both(Supplier<?> embedded, Supplier<?> postgres) {
        return KEPT.stream()
                .flatMap(kept -> Stream.of(Arguments.of(kept, embedded.get()), Arguments.of(kept, postgres.get())));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("databases")
    void whatWasWrittenDownIsThereAndIsGoneOnWith(String kept, DatabaseConfig config) {
        try (Sql sql = Sql.of(config)) {
            statements(kept).forEach(statement -> sql.run(statement));
        }
        try (Ledger ledger = Ledger.open(config, Clock.systemUTC())) {
            assertThat(ledger.horizon().plannedUntil()).contains(Cast.CUTOFF.plusSeconds(60));
            assertThat(ledger.slots().of(Cast.DAY))
                    .extracting(Slot::key, Slot::state, Slot::name, Slot::resend)
                    .containsExactlyInAnyOrder(
                            tuple(SENT, SlotState.SENT, "技术部", 0), tuple(SENDING, SlotState.SENDING, "客服部", 0));
            assertThat(ledger.deliveries().of(SENT, MessageKind.DIGEST)).hasValueSatisfying(message -> {
                assertThat(message.sent()).isTrue();
                assertThat(message.message().message().text()).isEqualTo("未打卡 1 人：赵六");
            });
            RollCalls.Kept rollCall = ledger.rollCalls().of(SENT).orElseThrow();
            assertThat(rollCall.rollCall().findings())
                    .extracting(finding -> finding.employee().name())
                    .containsExactly("赵六");
            // The very first did not say whom a message named: no correction is to speak of somebody who was not.
            assertThat(rollCall.named()).isEqualTo(kept.equals("first") ? Set.of() : Set.of("zhaoliu"));
            goesOn(ledger);
        }
    }

    /** The text that was on its way goes out as it is, as a second attempt under the same id. */
    private static void goesOn(Ledger ledger) {
        ledger.slots().renew(Cast.ONE);
        assertThat(ledger.slots().claimThese(Cast.ONE, List.of(Cast.planned(SENDING))))
                .hasSize(1);
        Deliveries.Kept message = ledger.deliveries().unfinished(SENDING).orElseThrow();
        assertThat(message.message().msgUuid()).hasToString("5f0c2d3e-0000-5000-8000-000000004200");
        assertThat(message.message().message().mentions()).containsExactly("sunqi");
        assertThat(ledger.deliveries()
                        .begin(Cast.ONE, message.message(), Cast.ROBOT, Cast.LONGEST)
                        .number())
                .isEqualTo(2);
        assertThat(ledger.slots().end(Cast.ONE, SENDING, Cast.ending(SlotState.SENT), Cast.taken(message.message())))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("scratches")
    void itsShapeIsThatOfANewOne(String kept, Scratch database) {
        Schema.migrate(database.source());
        List<String> whole = database.shape();
        database.empty();
        database.run(statements(kept));
        assertThat(database.shape()).isNotEqualTo(whole);
        Schema.migrate(database.source());
        assertThat(database.shape()).isEqualTo(whole);
    }

    /** The step that makes up for what the very first lacks, with nothing but its statements done so far. */
    @ParameterizedTest
    @MethodSource("empty")
    void aKillAfterEachStatementOfTheStepThatMakesUpForItIsSurvived(Scratch database) {
        Schema.migrate(database.source());
        List<String> whole = database.shape();
        List<String> step = Scratch.statements("migrations/V7__first_databases.sql");
        for (int killedAfter = 1; killedAfter <= step.size(); killedAfter++) {
            database.empty();
            database.run(statements("first"));
            database.run(step.subList(0, killedAfter));
            Schema.migrate(database.source());
            assertThat(database.shape())
                    .as("killed after statement " + killedAfter)
                    .isEqualTo(whole);
        }
    }

    private static List<String> statements(String kept) {
        return Scratch.statements("databases/" + kept + ".sql");
    }
}
