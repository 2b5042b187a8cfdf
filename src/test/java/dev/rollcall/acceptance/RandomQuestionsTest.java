package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.chat.CommandParser;
import dev.rollcall.chat.Intent;
import dev.rollcall.chat.RandomText;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.Conversation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever somebody types, the running bot answers something that helps, and names nobody of whom they may not know. */
class RandomQuestionsTest {
    private static final int TEXTS = 60;
    private static final int IN_GROUP = 25;

    /** What to type, or that only people of the company may ask. */
    private static final Pattern HELPFUL = Pattern.compile("发送“|[Ss]end “|只有考勤范围内的|only employees");

    private static final CommandParser PARSER = new CommandParser();

    /** Each differently, or the second would be the same question; without dates on which the bot would post. */
    private static List<String> texts(int firstSeed, int number) {
        Set<String> texts = new LinkedHashSet<>();
        for (int seed = firstSeed; texts.size() < number; seed++) {
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

    /**
     * Somebody who types somewhere.
     *
     * @param texts how many
     * @param here of whom nothing may be said there
     * @param privately of whom nothing may be said to the asker alone
     */
    private record Typing(int texts, Asker asker, Conversation where, Set<String> here, Set<String> privately) {}

    private static List<Typing> typing(ChatDay day) {
        Asker lead = day.company.askers().lead(day.department(0).id());
        Asker employee = day.company.askers().members(day.department(1).id()).stream()
                .filter(one -> day.company.nameOf(String.valueOf(one.userId())).length() > 2)
                .filter(one -> !day.department(1).leads().contains(one.userId()))
                .findFirst()
                .orElseThrow();
        Asker hr = day.company.askers().hr();
        Asker stranger = day.company.askers().stranger();
        Set<String> ofLead = without(day, 0, lead);
        Set<String> ofEmployee = everybody(day);
        ofEmployee.remove(employee.name());
        return List.of(
                alone(day, lead, ofLead),
                alone(day, employee, ofEmployee),
                alone(day, stranger, everybody(day)),
                new Typing(IN_GROUP, lead, day.group(0), ofLead, ofLead),
                new Typing(IN_GROUP, employee, day.group(1), without(day, 1, employee), ofEmployee),
                new Typing(IN_GROUP, hr, day.group(2), without(day, 2, hr), Set.of()),
                new Typing(IN_GROUP, stranger, day.group(0), everybody(day), everybody(day)));
    }

    private static Typing alone(ChatDay day, Asker asker, Set<String> forbidden) {
        return new Typing(TEXTS, asker, day.alone(asker), forbidden, forbidden);
    }

    /** Everybody but the people of a department and {@code asker}. */
    private static Set<String> without(ChatDay day, int department, Asker asker) {
        Set<String> others = everybody(day);
        day.company.askers().members(day.department(department).id()).forEach(one -> others.remove(one.name()));
        others.remove(asker.name());
        return others;
    }

    @Test
    void everyAnswerHelpsAndNamesNobodyToThoseWhoMayNotKnow() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            List<String> wrong = new ArrayList<>();
            int seed = 0;
            for (Typing typing : typing(day)) {
                for (String text : texts(seed += 10_000, typing.texts())) {
                    day.afterTenSeconds();
                    int before = day.privately(typing.asker()).size();
                    String here = day.answer(typing.asker(), typing.where(), text);
                    String privately = day.privately(typing.asker()).stream()
                            .skip(before)
                            .map(ChatMessage::text)
                            .collect(Collectors.joining());
                    if (names(typing.here(), here, text)
                            || names(typing.privately(), privately, text)
                            || !helps(text, here + privately)) {
                        wrong.add(typing.asker().name() + " types '" + text + "' in "
                                + typing.where().name() + " and is told: " + here + privately);
                    }
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static boolean names(Set<String> forbidden, String told, String text) {
        return forbidden.stream().anyMatch(name -> told.contains(name) && !text.contains(name));
    }

    /** Whoever is not understood is told what to type; everybody is told a sentence. */
    private static boolean helps(String text, String told) {
        boolean understood = PARSER.parse(text, ChatDay.DATE).intent() != Intent.UNKNOWN;
        return told.strip().length() > 3
                && !told.contains("Exception")
                && !told.contains("null")
                && (understood || HELPFUL.matcher(told).find());
    }
}
