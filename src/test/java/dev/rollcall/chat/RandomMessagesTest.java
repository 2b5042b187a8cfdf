package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What holds of every message, whatever somebody types. */
@Execution(ExecutionMode.CONCURRENT)
class RandomMessagesTest {
    private static final int SEEDS = 4000;
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 6);
    private static final CommandParser PARSER = new CommandParser();
    private static final CommandParser ANOTHER = new CommandParser();

    @Test
    void alwaysIsSomethingAndNamesOnlyWhatWasTyped() {
        int understood = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            String text = RandomText.of(new Random(seed));
            Command command = PARSER.parse(text, TODAY);
            check(seed, text, command);
            understood += command.intent() == Intent.UNKNOWN || command.intent() == Intent.HELP ? 0 : 1;
        }
        assertThat(understood).as("messages that say something").isBetween(SEEDS / 20, SEEDS * 19 / 20);
    }

    private static void check(int seed, String text, Command command) {
        String normalized = PARSER.normalized(text).text();
        assertThat(command.intent()).as("seed %s", seed).isNotNull();
        Stream.of(command.person(), command.reason(), command.scope().name(), impossible(command))
                .filter(Objects::nonNull)
                .forEach(name -> assertThat(normalized).as("seed %s", seed).contains(name));
        assertThat(command.person()).as("seed %s", seed).isNotEqualTo("");
        assertThat(command.scope().name().isEmpty())
                .as("seed %s", seed)
                .isEqualTo(command.scope().kind() != Scope.Kind.NAMED);
        assertThat(command.suggestions()).as("seed %s", seed).hasSizeLessThanOrEqualTo(Command.SUGGESTIONS);
        if (command.intent() != Intent.UNKNOWN) {
            assertThat(command.suggestions()).as("seed %s", seed).isEmpty();
        }
        if (command.intent() == Intent.STATUS) {
            assertThat(command.person()).as("seed %s", seed).isNotNull();
        }
        for (String suggestion : command.suggestions()) {
            Command suggested = PARSER.parse(suggestion, TODAY);
            assertThat(suggested.intent()).as("seed %s: %s", seed, suggestion).isNotEqualTo(Intent.UNKNOWN);
        }
    }

    private static String impossible(Command command) {
        return command.when() instanceof When.Impossible none ? none.typed() : "";
    }

    @Test
    void theSameMessageIsAlwaysTheSameCommand() throws ExecutionException, InterruptedException {
        ExecutorService several = Executors.newFixedThreadPool(4);
        try {
            List<String> texts = new ArrayList<>();
            List<Future<Command>> commands = new ArrayList<>();
            for (int seed = 0; seed < 300; seed++) {
                String text = RandomText.of(new Random(seed));
                texts.add(text);
                commands.add(several.submit(() -> PARSER.parse(text, TODAY)));
            }
            for (int i = 0; i < texts.size(); i++) {
                assertThat(commands.get(i).get()).isEqualTo(ANOTHER.parse(texts.get(i), TODAY));
            }
        } finally {
            several.shutdownNow();
        }
    }

    @Test
    void aVeryLongMessageIsReadInPart() {
        for (String one : List.of("谁没打卡", "is in ", "2026-02-30", "@", "的", "why absent ", "ﷺ", "( ", "9:40")) {
            Command command = PARSER.parse(one.repeat(200_000), TODAY);

            assertThat(command.intent()).as(one).isIn(Intent.HELP, Intent.UNKNOWN);
        }
    }
}
