package dev.rollcall.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.message.Language;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of what other programs may read: for programs (OpenAPI 3.1), and the same for people. Thread-safe. */
final class ApiDescription implements Routes {
    static final String PATH = "/openapi.json";

    private final Access access;
    private final Templates templates;
    private final Language language;
    private final byte[] document;
    private final List<Map<String, Object>> endpoints;

    /** @param language of whoever prefers none that there is */
    ApiDescription(Access access, Templates templates, Language language) {
        this.access = access;
        this.templates = templates;
        this.language = language;
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks openapi.json");
            }
            document = in.readAllBytes();
            endpoints = endpoints(new ObjectMapper().readTree(document).path("paths"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read openapi.json", e);
        }
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(PATH, context -> {
            if (access.permits(context)) {
                context.contentType("application/json").result(document);
            }
        });
        config.routes.get("/openapi", this::page);
    }

    private void page(Context context) {
        if (LoginPage.permits(access, context)) {
            Words words = Words.of(context, language);
            templates.show(context, "openapi", words, Map.of("title", words.say("api_title"), "endpoints", endpoints));
        }
    }

    private static List<Map<String, Object>> endpoints(JsonNode paths) {
        List<Map<String, Object>> all = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    Map<String, Object> endpoint = new LinkedHashMap<>();
                    endpoint.put("path", path.getKey());
                    endpoint.put("method", method.getKey().toUpperCase(Locale.ROOT));
                    endpoint.put("summary", operation.path("summary").asText());
                    endpoint.put("description", operation.path("description").asText());
                    endpoint.put("parameters", described(operation.path("parameters")));
                    List<Map<String, Object>> answers = new ArrayList<>();
                    operation
                            .path("responses")
                            .properties()
                            .forEach(answer -> answers.add(Map.of(
                                    "name", answer.getKey(),
                                    "description",
                                            answer.getValue()
                                                    .path("description")
                                                    .asText())));
                    endpoint.put("answers", answers);
                    all.add(endpoint);
                }));
        return List.copyOf(all);
    }

    private static List<Map<String, Object>> described(JsonNode parameters) {
        List<Map<String, Object>> all = new ArrayList<>();
        parameters.forEach(one -> all.add(Map.of(
                "name", one.path("name").asText(),
                "description", one.path("description").asText())));
        return all;
    }
}
