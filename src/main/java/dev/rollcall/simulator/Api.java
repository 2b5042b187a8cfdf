package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One documented API: its path, how it is called, its parameters and what it answers.
 *
 * @param parameters every parameter that the documentation has
 */
record Api(String path, String method, List<String> parameters, Work work) {

    /** Makes the answer, or throws a {@link Refusal}. */
    interface Work {
        ObjectNode answer(Request request);
    }

    static Api post(String path, Work work, String... parameters) {
        return new Api(path, "POST", List.of(parameters), work);
    }

    static Api get(String path, Work work, String... parameters) {
        return new Api(path, "GET", List.of(parameters), work);
    }
}
