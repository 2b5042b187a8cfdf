package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Department;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyContactsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path directory;

    private Ledger ledger;
    private final Contacts contacts = new Contacts();
    private final List<String> again = new ArrayList<>();

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void onceANightByOneOfAllProcesses() {
        NightlyContacts one = process();
        NightlyContacts other = process();
        one.look(at("2026-11-20T03:17:30"));
        assertThat(contacts.read).isZero();

        one.look(at("2026-11-20T03:17:31"));
        other.look(at("2026-11-20T03:17:32"));
        one.look(at("2026-11-20T03:18:00"));
        assertThat(contacts.read).isEqualTo(1);

        other.look(at("2026-11-21T03:18:00"));
        one.look(at("2026-11-21T03:19:00"));
        assertThat(contacts.read).isEqualTo(2);
    }

    @Test
    void whoStartsInTheMorningLeavesItToWhoeverAsks() {
        process().look(at("2026-11-20T04:17:31"));
        process().look(at("2026-11-20T09:40:00"));

        assertThat(contacts.read).isZero();
    }

    @Test
    void whatWasReadOfTheContactsIsReadAgainWithoutBeingAskedFor() {
        process().look(at("2026-11-20T03:18:00"));

        assertThat(again).containsExactly("the answer");
    }

    @Test
    void contactsThatCannotBeReadKeepNobodyFromLookingAtTheRest() {
        contacts.broken = new IllegalStateException("broken");
        process().look(at("2026-11-20T03:18:00"));

        assertThat(again).containsExactly("nothing");
    }

    @Test
    void whoIsStoppedMeanwhileSaysNothingLoud() {
        contacts.broken = new RejectedExecutionException();
        try (Lines log = new Lines(NightlyContacts.class)) {
            process().look(at("2026-11-20T03:18:00"));

            assertThat(contacts.read).isEqualTo(1);
            assertThat(log.loud()).isEmpty();
        }
    }

    private NightlyContacts process() {
        CheckSettings settings =
                new CheckSettings(SHANGHAI, Set.of(), 0.6, List.of(), null, false, BoardAddress.NONE, List.of());
        NightlyCoverage coverage = new NightlyCoverage(
                run -> {
                    again.add(run.answers().recall("/path", "the question").orElse("nothing"));
                    return Coverage.of(List.of(), List.of(), Set.of(), Set.of());
                },
                settings,
                ledger);
        return new NightlyContacts(contacts, coverage, settings, ledger, Waiting.real(), Runnable::run);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(SHANGHAI).toInstant();
    }

    /** Nobody at all. */
    private static final class Contacts implements RosterSource {
        private int read;
        private @Nullable RuntimeException broken;

        @Override
        public List<Department> departments(List<Department.Wanted> wanted, Run run) {
            read++;
            if (broken != null) {
                throw broken;
            }
            assertThat(run.answers().recall("/path", "the question")).isEmpty();
            run.answers().keep("/path", "the question", "the answer");
            return List.of();
        }

        @Override
        public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}
