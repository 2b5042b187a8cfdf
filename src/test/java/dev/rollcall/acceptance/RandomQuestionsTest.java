package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.chat.CommandParser;
import dev.rollcall.chat.Intent;
import dev.rollcall.chat.RandomText;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever somebody types, the running bot answers something that helps, and names nobody of whom they may not know. */
class RandomQuestionsTest {
    private static final int TEXTS = 60;

    /** What to type, or that only people of the company may ask. */
    private static final Pattern HELPFUL = Pattern.compile("发送“|[Ss]end “|只有考勤范围内的|only employees");

    private static final CommandParser PARSER = new CommandParser();

    /** Each differently, or the second would be the same question; without dates on which the bot would post. */
    private static List<String> texts(int firstSeed) {
        Set<String> texts = new LinkedHashSet<>();
        for (int seed = firstSeed; texts.size() < TEXTS; seed++) {
            String text = RandomText.of(new Random(seed));
            Intent intent = PARSER.parse(text, ChatDay.DATE).intent();
            boolean heldBack = text.isBlank() || text.length() > 500 || intent == Intent.UNBIND;
            if (!heldBack
                    && texts.stream()
                            .noneMatch(one -> PARSER.parse(one, ChatDay.DATE).equals(PARSER.parse(text, ChatDay.DATE))
                                    && intent != Intent.UNKNOWN)) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private static Set<String> everybody(ChatDay day) {
        Set<String> names = new HashSet<>();
        day.company.bookAt(ChatDay.NOW).standings().keySet().forEach(id -> names.add(day.company.nameOf(id)));
        return names;
    }

    private static Map<Asker, Set<String>> forbidden(ChatDay day) {
        Asker lead = day.company.askers().lead(day.department(0).id());
        Asker employee = day.company.askers().members(day.department(1).id()).stream()
                .filter(one -> day.company.nameOf(String.valueOf(one.userId())).length() > 2)
                .filter(one -> !day.department(1).leads().contains(one.userId()))
                .findFirst()
                .orElseThrow();
        Map<Asker, Set<String>> forbidden = new LinkedHashMap<>();
        Set<String> others = everybody(day);
        day.company.askers().members(day.department(0).id()).forEach(one -> others.remove(one.name()));
        others.remove(lead.name());
        forbidden.put(lead, others);
        Set<String> all = everybody(day);
        all.remove(employee.name());
        forbidden.put(employee, all);
        forbidden.put(day.company.askers().stranger(), everybody(day));
        return forbidden;
    }

    @Test
    void everyAnswerHelpsAndNamesNobodyToThoseWhoMayNotKnow() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            List<String> wrong = new ArrayList<>();
            int seed = 0;
            for (Map.Entry<Asker, Set<String>> asker : forbidden(day).entrySet()) {
                for (String text : texts(seed += 10_000)) {
                    day.afterTenSeconds();
                    String told = told(day, asker.getKey(), text);
                    Set<String> named = asker.getValue().stream()
                            .filter(name -> told.contains(name) && !text.contains(name))
                            .collect(Collectors.toSet());
                    if (!named.isEmpty() || !helps(text, told)) {
                        wrong.add(asker.getKey().name() + " types '" + text + "' and is told: " + told);
                    }
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    /** Whoever is not understood is told what to type; everybody is told a sentence. */
    private static boolean helps(String text, String told) {
        boolean understood = PARSER.parse(text, ChatDay.DATE).intent() != Intent.UNKNOWN;
        return told.strip().length() > 3
                && !told.contains("Exception")
                && !told.contains("null")
                && (understood || HELPFUL.matcher(told).find());
    }

    private static String told(ChatDay day, Asker asker, String text) throws InterruptedException {
        int before = day.privately(asker).size();
        String answer = day.answer(asker, day.alone(asker), text);
        return answer
                + day.privately(asker).stream()
                        .skip(before)
                        .map(ChatMessage::text)
                        .collect(Collectors.joining());
    }
}
