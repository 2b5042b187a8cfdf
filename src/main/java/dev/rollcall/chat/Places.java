package dev.rollcall.chat;

import dev.rollcall.ledger.Ties;
import java.util.Optional;

/** Whose group is it? The configuration says so first, then who tied it. Thread-safe. */
final class Places {
    private final ChatSettings settings;
    private final Ties ties;

    Places(ChatSettings settings, Ties ties) {
        this.settings = settings;
        this.ties = ties;
    }

    /** Where {@code message} was written; a tie to a department that is configured no more counts for nothing. */
    Place of(ChatMessage message) {
        if (!message.group()) {
            return Place.PRIVATE;
        }
        return settings.configured(message.conversation())
                .or(() -> tied(message.conversation()))
                .map(Place::of)
                .orElse(Place.UNKNOWN);
    }

    private Optional<Long> tied(String conversation) {
        return ties.department(conversation)
                .filter(id -> settings.department(id).isPresent());
    }
}
