package dev.rollcall.check;

import dev.rollcall.common.Secret;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.ledger.Slots.Planned;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyContext;
import dev.rollcall.message.ReplyRenderer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at again and again: a ledger whose line can be cut, and slots of one morning's cutoff in it. */
abstract class LookedAt {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    static final Instant CUTOFF = DATE.atTime(9, 40).atZone(SHANGHAI).toInstant();
    static final RobotConfig ROBOT =
            new RobotConfig(Secret.of("https://oapi.dingtalk.com/robot/send?access_token=x"), null, null);

    final UUID process = UUID.randomUUID();
    final CutDatabase line = new CutDatabase();
    Ledger ledger;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180),
                Clock.systemUTC(),
                line,
                this::databaseTime);
    }

    @AfterEach
    void close() {
        line.cut(false);
        ledger.close();
    }

    /** What the database's clock says. */
    Instant databaseTime(Instant real) {
        return real;
    }

    static SlotKey key(long department) {
        return new SlotKey(department, DATE, "morning");
    }

    static Planned planned(SlotKey key) {
        return new Planned(key, CUTOFF, CUTOFF.plusSeconds(3600), CUTOFF);
    }

    void claim(SlotKey key) {
        ledger.slots().renew(process);
        ledger.slots().claimThese(process, List.of(planned(key)));
    }

    /** Whether the slot of {@code key} could be had, and ended at {@code at}. */
    boolean end(SlotKey key, SlotState state, Instant at) {
        return end(key, new Ending(state, at, false, null, null, null));
    }

    boolean end(SlotKey key, Ending ending) {
        claim(key);
        return ledger.slots().end(process, key, ending, null);
    }

    /** The department 4100, with the morning's cutoff; null: without a robot. */
    static DepartmentConfig department(@Nullable RobotConfig robot) {
        return new DepartmentConfig(
                4100,
                "",
                List.of(),
                robot,
                List.of("morning"),
                List.of(),
                null,
                DigestStyle.Mention.NONE,
                DigestStyle.Show.NAMES,
                DigestStyle.WhenAllPresent.BRIEF,
                Language.ZH,
                false);
    }

    static CheckSettings settings(ZoneId zone, DepartmentConfig... departments) {
        return new CheckSettings(zone, Set.of(), 0.6, List.of(departments), null, true, BoardAddress.NONE, List.of());
    }

    /** What the admins read. */
    static String text(Notice notice, ZoneId zone) {
        return new ReplyRenderer()
                .notice(new ReplyContext(Language.ZH, zone, DATE), notice)
                .text();
    }
}
