package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was answered in the same roll call before, by a process that did not live to use it: it is not asked for again.
 *
 * <p>Kept is what {@link WantedFields} leaves of an answer. A memory that fails costs calls, not the roll call.
 */
final class KeptAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);

    /** Secrets, and what is no question. */
    private static final Set<Api> NEVER = EnumSet.of(Api.TOKEN, Api.PRIVATE_MESSAGE);

    private KeptAnswers() {}

    /** The answer of {@code api} to {@code body}; null where it is to be asked for. */
    static @Nullable JsonNode recall(Api api, ObjectNode body, Run run) {
        if (NEVER.contains(api)) {
            return null;
        }
        try {
            String kept = run.answers().recall(api.path(), question(body)).orElse("");
            JsonNode answer = WantedFields.read(kept);
            return answer.isObject() ? answer : null;
        } catch (IOException e) { // Not told in full: the text of a parser may quote people's data.
            LOG.debug("A kept answer of {} cannot be read; it is asked for again", api.path());
        } catch (RuntimeException e) {
            LOG.debug("Answers of {} that were kept cannot be had; they are asked for again", api.path(), e);
        }
        return null;
    }

    /** Keeps {@code answer}, which is whole. */
    static void keep(Api api, ObjectNode body, JsonNode answer, Run run) {
        if (NEVER.contains(api)) {
            return;
        }
        try {
            run.answers().keep(api.path(), question(body), answer.toString());
        } catch (RuntimeException e) {
            LOG.debug("An answer of {} cannot be kept", api.path(), e);
        }
    }

    /** Always the same text for the same question: fields are put in one order, people are sorted. */
    private static String question(ObjectNode body) {
        return body.toString();
    }
}
