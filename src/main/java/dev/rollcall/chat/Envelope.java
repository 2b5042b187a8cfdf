package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes off what stands around a command: the mention of the bot, a mark in front, courtesy and marks at the end. */
final class Envelope {
    private static final Pattern MENTION = Pattern.compile("@[^\\s@,:;?!\u3002\u3001]+");
    private static final String IN_FRONT = " /#!?,.:;~\u3002\u3001";
    private static final String AT_THE_END = " ?!,.:;~\u3002\u3001";

    private final List<String> bots = new ArrayList<>();
    private final List<String> finals = new ArrayList<>();

    /** Words of a question, some of which end like a courtesy. */
    private final List<String> questions = new ArrayList<>();

    private final Map<Character, Character> sameAs = new HashMap<>();

    private final Lexicon lexicon;

    Envelope(Iterable<Vocabulary> vocabularies, Lexicon lexicon) {
        this.lexicon = lexicon;
        for (Vocabulary vocabulary : vocabularies) {
            bots.addAll(vocabulary.spellings("bot"));
            finals.addAll(vocabulary.spellings("final"));
            questions.addAll(vocabulary.spellings("not_name"));
            String pairs = vocabulary.pattern("same_as").replace(" ", "");
            for (int i = 0; i + 1 < pairs.length(); i += 2) {
                sameAs.put(pairs.charAt(i), pairs.charAt(i + 1));
            }
        }
        finals.sort(Comparator.comparingInt(String::length).reversed());
    }

    /** What is left of {@code raw}; may be nothing. */
    Typed open(String raw) {
        String text = withoutEnd(withoutFront(withoutMention(Plain.of(raw, Typed.LONGEST))));
        return new Typed(text, folded(text));
    }

    /** {@code text} for comparison: as many characters. */
    String folded(String text) {
        StringBuilder folded = new StringBuilder(Plain.folded(text));
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, sameAs.getOrDefault(folded.charAt(i), folded.charAt(i)));
        }
        return folded.toString();
    }

    /** Of a mention that is not the bot's but a person's, the name stays. */
    private String withoutMention(String text) {
        StringBuilder without = new StringBuilder(text);
        for (MatchResult bot : bots(text)) {
            int end = pastSecondWord(text, bot.start() + nameLength(bot.group()));
            without.replace(bot.start(), end, " ".repeat(end - bot.start()));
        }
        return without.toString().replace('@', ' ').replaceAll(" +", " ").strip();
    }

    /** A bot may be called by two words, as "Rollcall bot" is; the second one must be no command. */
    private int pastSecondWord(String text, int end) {
        String behind = folded(text.substring(end));
        return bots.stream()
                .filter(bot -> lexicon.tokens(new Typed(bot, bot)).stream()
                        .noneMatch(token -> token.kind() == Kind.INTENT && token.length() == bot.length()))
                .map(bot -> " " + bot)
                .filter(behind::startsWith)
                .map(word -> end + word.length())
                .filter(past -> past == text.length() || text.charAt(past) == ' ')
                .findFirst()
                .orElse(end);
    }

    /** The mentions that sound like a bot, else the one in front, else the one at the end. */
    private List<MatchResult> bots(String text) {
        List<MatchResult> all = MENTION.matcher(text).results().toList();
        List<MatchResult> named = all.stream().filter(this::soundsLikeBot).toList();
        if (!named.isEmpty()) {
            return named;
        }
        Optional<MatchResult> first =
                all.stream().filter(one -> one.start() == 0).findFirst();
        return first
                .or(() -> all.stream().filter(one -> one.end() == text.length()).findFirst())
                .stream()
                .toList();
    }

    private boolean soundsLikeBot(MatchResult mention) {
        String name = folded(mention.group());
        return bots.stream().anyMatch(name::contains);
    }

    /** Where the bot's name ends: a command may have been typed right behind it. */
    private int nameLength(String mention) {
        String folded = folded(mention);
        int end = bots.stream()
                .filter(folded::contains)
                .mapToInt(bot -> folded.lastIndexOf(bot) + bot.length())
                .max()
                .orElse(mention.length());
        String behind = mention.substring(end);
        boolean says = lexicon.tokens(new Typed(behind, folded(behind))).stream()
                .anyMatch(token -> token.kind() == Kind.INTENT && token.length() > 1);
        return says ? end : mention.length();
    }

    private static String withoutFront(String text) {
        int from = 0;
        while (from < text.length() && IN_FRONT.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return text.substring(from);
    }

    private String withoutEnd(String text) {
        int to = text.length();
        int before;
        do {
            before = to;
            to = withoutMark(text, to);
            to = withoutFinal(text, to);
        } while (to < before);
        return text.substring(0, to);
    }

    private static int withoutMark(String text, int to) {
        if (to == 0) {
            return 0;
        }
        int last = text.codePointBefore(to);
        int type = Character.getType(last);
        boolean symbol = type == Character.OTHER_SYMBOL || (type == Character.MODIFIER_SYMBOL && last > 0xFFFF);
        return symbol || AT_THE_END.indexOf(last) >= 0 ? to - Character.charCount(last) : to;
    }

    private int withoutFinal(String text, int to) {
        Typed typed = new Typed(text.substring(0, to), folded(text.substring(0, to)));
        return finals.stream()
                .filter(word -> typed.folded().endsWith(word) && typed.wordEdge(to - word.length()))
                .filter(word -> questions.stream()
                        .noneMatch(one -> one.length() > word.length()
                                && one.endsWith(word)
                                && typed.folded().endsWith(one)))
                .findFirst()
                .map(word -> to - word.length())
                .orElse(to);
    }
}
