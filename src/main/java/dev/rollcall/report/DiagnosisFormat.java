package dev.rollcall.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.report.Diagnosis.Line;
import dev.rollcall.report.Diagnosis.State;
import java.util.Locale;

/** In which forms can a diagnosis be printed? */
public enum DiagnosisFormat {
    /** One line for each finding. */
    TEXT,
    /** One object: {@code well}, how many findings of each state there are, and {@code findings}. */
    JSON;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The whole text, ending in a line feed. */
    public String print(Diagnosis diagnosis) {
        return this == JSON ? json(diagnosis) : text(diagnosis);
    }

    private static String text(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder();
        for (Line line : diagnosis.lines()) {
            text.append(line.state().mark()).append(' ');
            text.append(plain(line.sentence())).append('\n');
        }
        return text.toString();
    }

    /** Control characters in a name would drive the terminal. */
    private static String plain(String sentence) {
        return sentence.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
    }

    private static String json(Diagnosis diagnosis) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("as_of", Times.full(diagnosis.asOf(), diagnosis.zone()));
        json.put("metered_as_of", Times.full(diagnosis.meteredAsOf(), diagnosis.zone()));
        json.put("well", diagnosis.well());
        for (State state : State.values()) {
            json.put(state.toString(), diagnosis.count(state));
        }
        ArrayNode findings = json.putArray("findings");
        for (Line line : diagnosis.lines()) {
            findings.addObject()
                    .put("id", line.id())
                    .put("state", line.state().toString())
                    .put("title", line.title())
                    .put("text", line.text())
                    .put("remedy", line.remedy());
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
