package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of many people, fifty a call, and doubts answers that are too short to be true.
 *
 * <p>An <em>empty</em> answer may be a blanked one: a single wrong id among those asked does that (DingTalk 0195, 0196).
 * It is asked again in halves, each with a witness, somebody known to have rows: where the witness shows, the emptiness
 * is real; where not, the half is halved again, until the wrong id stands alone. That costs one person, not fifty, and
 * at most two calls for each halving. Used once, by one thread; works on many.
 */
final class Doubt {
    /** Calls that the search for a first witness may cost: enough to halve fifty down to one. */
    private static final int BLIND_CALLS = 12;

    /** Calls that settling one empty answer may cost: enough to find two wrong ids among fifty people. */
    private static final int SETTLING_CALLS = 24;

    /** Empty answers of one roll call that are searched for a first witness; where none is found, the others count as unread. */
    private static final int SEARCHES = 4;

    /** A company so small that the rule has no guard against its silence: everybody there is asked alone if need be. */
    private static final int SMALL = 10;

    private final SideBySide lanes;
    private final Source source;
    private final Run run;
    private final Map<String, List<JsonNode>> rows = new ConcurrentHashMap<>();
    private final Set<String> wrongIds = ConcurrentHashMap.newKeySet();

    Doubt(SideBySide lanes, Source source, Run run) {
        this.lanes = lanes;
        this.source = source;
        this.run = run;
    }

    /**
     * Reads {@code chunks}, taking the first person who shows as witness.
     *
     * @return each person's rows; people who could not be read are missing
     */
    Map<String, List<JsonNode>> read(List<List<String>> chunks) {
        List<List<String>> doubtful = readAll(chunks, null);
        List<List<String>> open = new ArrayList<>();
        String witness = somebodyShown();
        int searched = 0;
        while (witness == null && searched < doubtful.size() && run.maySearch(SEARCHES)) {
            open.addAll(search(doubtful.get(searched)));
            searched++;
            witness = somebodyShown();
        }
        List<List<String>> rest = doubtful.subList(searched, doubtful.size());
        if (witness == null && !rest.isEmpty()) {
            run.trouble(implausible("nobody at all has punched"));
            rest.forEach(chunk -> chunk.forEach(rows::remove));
        }
        open.addAll(rest);
        settleAll(open, witness);
        return rows;
    }

    /**
     * Reads {@code chunks}, each of which leaves room for one of {@code witnesses}, who are known to have rows.
     *
     * @return each person's rows; people who could not be read are missing
     */
    Map<String, List<JsonNode>> read(List<List<String>> chunks, List<String> witnesses) {
        if (witnesses.isEmpty()) {
            readAll(chunks, null);
            return rows; // An empty answer is to be expected, and nobody could prove it wrong.
        }
        List<List<String>> doubtful = readAll(chunks, witnesses.get(0));
        if (!doubtful.isEmpty()) {
            String witness = whoShows(witnesses);
            if (witness == null) {
                run.trouble(implausible("people who surely have punched are not in it either"));
                doubtful.forEach(chunk -> chunk.forEach(rows::remove));
            }
            settleAll(witness == null ? List.of() : doubtful, witness);
        }
        return rows;
    }

    /** People whose id blanked every answer they were in. */
    Set<String> wrongIds() {
        return wrongIds;
    }

    /** Reads every chunk once and returns those with an empty answer. */
    private List<List<String>> readAll(List<List<String>> chunks, @Nullable String witness) {
        Set<List<String>> empty = ConcurrentHashMap.newKeySet();
        lanes.each(chunks, chunk -> {
            if (readOnce(chunk, witness)) {
                empty.add(chunk);
            }
        });
        return chunks.stream().filter(empty::contains).toList();
    }

    private @Nullable String somebodyShown() {
        return rows.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .min(String::compareTo)
                .orElse(null);
    }

    private @Nullable String whoShows(List<String> witnesses) {
        try {
            Map<String, List<JsonNode>> shown = byPerson(source.rows(witnesses), witnesses);
            return witnesses.stream().filter(shown::containsKey).findFirst().orElse(null);
        } catch (SourceException e) {
            run.trouble(e);
            return null;
        }
    }

    private void settleAll(List<List<String>> doubtful, @Nullable String witness) {
        if (witness != null) {
            lanes.each(doubtful, chunk -> {
                boolean large = chunk.size() > Api.PEOPLE_A_CALL / 2;
                List<List<String>> parts = large ? Chunks.halves(chunk) : List.of(chunk);
                AtomicInteger calls = new AtomicInteger(SETTLING_CALLS);
                parts.forEach(part -> settle(part, witness, calls));
            });
        }
    }

    private void settle(List<String> part, String witness, AtomicInteger calls) {
        if (calls.getAndDecrement() <= 0) {
            part.forEach(rows::remove);
            run.trouble(implausible("the answer stays empty however few are asked about"));
            return;
        }
        if (!readOnce(part, witness)) {
            return;
        }
        if (part.size() > 1) {
            Chunks.halves(part).forEach(half -> settle(half, witness, calls));
            return;
        }
        rows.remove(part.get(0));
        wrongIds.add(part.get(0));
        run.trouble(implausible("one person's id blanks every answer; that person is not named"));
    }

    /**
     * Halves an empty chunk until somebody shows.
     *
     * @return the parts of it that are still to be settled with a witness
     */
    private Collection<List<String>> search(List<String> chunk) {
        Deque<List<String>> ahead = new ArrayDeque<>();
        List<List<String>> alone = new ArrayList<>();
        halve(chunk, ahead, alone);
        int calls = chunk.size() < SMALL ? 2 * chunk.size() : BLIND_CALLS;
        while (!ahead.isEmpty() && calls-- > 0) {
            List<String> part = ahead.remove();
            if (readOnce(part, null)) {
                halve(part, ahead, alone);
            } else if (somebodyShown() != null) {
                break;
            }
        }
        alone.addAll(ahead);
        return alone;
    }

    private static void halve(List<String> part, Deque<List<String>> ahead, List<List<String>> alone) {
        if (part.size() > 1) {
            ahead.addAll(Chunks.halves(part));
        } else {
            alone.add(part);
        }
    }

    /** Asks about {@code chunk}, together with {@code witness}; whether the answer was whole, but empty. */
    private boolean readOnce(List<String> chunk, @Nullable String witness) {
        Set<String> asked = new LinkedHashSet<>(chunk);
        if (witness != null) {
            asked.add(witness);
        }
        try {
            List<JsonNode> answer = source.rows(List.copyOf(asked));
            Map<String, List<JsonNode>> own = byPerson(answer, chunk);
            chunk.forEach(id -> rows.put(id, own.getOrDefault(id, List.of())));
            return answer.isEmpty();
        } catch (SourceException e) {
            run.trouble(e);
            chunk.forEach(rows::remove);
            return false;
        }
    }

    private static Map<String, List<JsonNode>> byPerson(List<JsonNode> answer, List<String> people) {
        Set<String> wanted = new HashSet<>(people);
        Map<String, List<JsonNode>> own = new HashMap<>();
        for (JsonNode row : answer) {
            String id = Json.text(row, "userId");
            if (wanted.contains(id)) {
                own.computeIfAbsent(id, key -> new ArrayList<>()).add(row);
            }
        }
        return own;
    }

    private static SourceException implausible(String why) {
        return new SourceException(
                Reason.IMPLAUSIBLE, true, "An answer about punches is empty where it cannot be: " + why);
    }

    /** One call, or as many as its pages need. */
    interface Source {
        List<JsonNode> rows(List<String> people) throws SourceException;
    }
}
