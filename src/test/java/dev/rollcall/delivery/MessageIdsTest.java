package dev.rollcall.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.MessageKind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 6);

    @Test
    void followsTheVectorOfRfc9562() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(MessageIds.nameBased(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void isTheSameForTheSameMessageInEveryVersionOfTheProgram() {
        assertThat(MessageIds.of(4100, DAY, "morning", MessageKind.DIGEST, 0))
                .isEqualTo(UUID.fromString("f5430588-2c42-59d6-92a7-6973dca52a97"));
    }

    @Test
    void differsWithEverythingThatTellsMessagesApart() {
        Set<UUID> ids = new HashSet<>();
        for (MessageKind kind : MessageKind.values()) {
            ids.add(MessageIds.of(4100, DAY, "morning", kind, 0));
            ids.add(MessageIds.of(4100, DAY, "morning", kind, 1));
            ids.add(MessageIds.of(410, DAY, "morning", kind, 0));
            ids.add(MessageIds.of(4100, DAY.plusDays(1), "morning", kind, 0));
            ids.add(MessageIds.of(4100, DAY, "1|morning", kind, 0));
        }
        assertThat(ids).hasSize(15).allMatch(id -> id.version() == 5 && id.variant() == 2);
    }
}
