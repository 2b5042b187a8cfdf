package dev.rollcall.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages' templates. They are given maps, lists and texts only, and every text is escaped, so that what comes from
 * outside stays text. Thread-safe.
 */
final class Templates {
    private final Map<String, Template> pages = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(true).withLoader(Templates::open).nullValue("");

    private static Reader open(String name) {
        InputStream in = Templates.class.getResourceAsStream("board/" + name + ".html");
        if (in == null) {
            throw new IllegalStateException("The jar lacks the template " + name);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** Answers {@code context} with the page {@code name} of {@code values}, in {@code words}. */
    void show(Context context, String name, Words words, Map<String, Object> values) {
        Map<String, Object> all =
                new HashMap<>(Map.of("here", context.path(), "back", back(context), "logged_in", false));
        all.putAll(values);
        all.put("lang", words.language().locale().getLanguage());
        all.put("say", words.texts());
        context.header("Vary", "Accept-Language, Cookie");
        context.contentType("text/html; charset=utf-8")
                .result(pages.computeIfAbsent(name, this::compile).execute(all));
    }

    /** The address that was asked for, as a part of another one. */
    private static String back(Context context) {
        String query = context.queryString();
        return URLEncoder.encode(context.path() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8);
    }

    private Template compile(String name) {
        try (Reader reader = open(name)) {
            return compiler.compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the template " + name, e);
        }
    }
}
