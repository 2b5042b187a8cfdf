package dev.rollcall.web;

import dev.rollcall.check.Preview;
import dev.rollcall.check.Preview.Destination;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import dev.rollcall.web.PreviewData.Choice;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The page on which whoever may see everything sees what a cutoff posts: its very text, shown as text. No digest's link
 * opens it, and looking posts nothing. Thread-safe.
 */
public final class PreviewPages implements Routes {
    static final String PAGE = "/preview";

    private static final long PATIENCE_MILLIS = 1500;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Access access;
    private final PreviewData data;
    private final Language language;
    private final ZoneId zone;
    private final Executor executor;
    private final Templates templates = new Templates();

    /**
     * @param language of whoever prefers none that there is
     * @param executor where pages are made that had to wait for a reading
     */
    public PreviewPages(Access access, PreviewData data, Language language, ZoneId zone, Executor executor) {
        this.access = access;
        this.data = data;
        this.language = language;
        this.zone = zone;
        this.executor = executor;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(PAGE, this::page);
    }

    private void page(Context context) {
        if (!LoginPage.permits(access, context)) {
            return;
        }
        Words words = Words.of(context, language);
        String department = context.queryParam("department");
        String cutoff = context.queryParam("cutoff");
        List<Choice> wanted = data.choices().stream()
                .filter(one -> department == null || department.equals(String.valueOf(one.department())))
                .filter(one -> cutoff == null || one.cutoffs().contains(cutoff))
                .toList();
        if (wanted.isEmpty() && (department != null || cutoff != null)) {
            context.status(404);
            show(context, words, values(words, data.choices(), words.say("preview.unknown")));
        } else if (department != null && cutoff != null) {
            one(context, words, wanted.get(0), cutoff);
        } else {
            show(context, words, values(words, wanted, null));
        }
    }

    /** Every value that the page may need. */
    private Map<String, @Nullable Object> values(Words words, List<Choice> choices, @Nullable String wrong) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("title", words.say("preview_title"));
        values.put("of", null);
        values.put("wrong", wrong);
        values.put("reading", false);
        values.put("shown", null);
        values.put("logged_in", access.closed());
        values.put("choices", choices.stream().map(one -> choice(words, one)).toList());
        return values;
    }

    private static Map<String, Object> choice(Words words, Choice choice) {
        return Map.of(
                "name",
                name(words, choice),
                "cutoffs",
                choice.cutoffs().stream()
                        .map(cutoff -> Map.of("cutoff", cutoff, "address", address(choice.department(), cutoff)))
                        .toList());
    }

    private static String name(Words words, Choice choice) {
        return choice.department() == 0 ? words.say("company") : choice.name();
    }

    private static String address(long department, String cutoff) {
        return PAGE + "?department=" + department + "&cutoff=" + URLEncoder.encode(cutoff, StandardCharsets.UTF_8);
    }

    private void one(Context context, Words words, Choice choice, String cutoff) {
        Map<String, @Nullable Object> values = values(words, List.of(), null);
        CompletableFuture<@Nullable List<Preview>> soon = data.preview(choice.department(), cutoff)
                .thenApply(preview -> (@Nullable List<Preview>) preview.stream().toList())
                .copy()
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        values.put("self", address(choice.department(), cutoff));
        values.put("of", name(words, choice) + " · " + cutoff);
        Executor where = soon.isDone() ? Runnable::run : executor;
        context.future(() -> soon.thenAcceptAsync(
                known -> {
                    values.put("reading", known == null);
                    if (known != null) {
                        values.put("shown", known.isEmpty() ? never(words) : shown(words, known.get(0)));
                        known.stream()
                                .filter(one -> !one.key().ofCompany())
                                .forEach(one -> values.put("of", one.name() + " · " + cutoff));
                    }
                    show(context, words, values);
                },
                where));
    }

    private static Map<String, @Nullable Object> never(Words words) {
        Map<String, @Nullable Object> shown = new HashMap<>();
        shown.put("state", null);
        shown.put("none", words.say("preview.never"));
        shown.put("message", null);
        shown.put("incomplete", false);
        return shown;
    }

    private Map<String, @Nullable Object> shown(Words words, Preview preview) {
        Map<String, @Nullable Object> shown = never(words);
        shown.put("incomplete", !preview.complete());
        String at = words.say(
                "preview.of",
                preview.key().workDate(),
                CLOCK.format(preview.asOf().atZone(zone)));
        Message message = preview.destination() == Destination.NOWHERE ? null : preview.message();
        if (message == null) {
            shown.put("none", at + " · " + words.say(silence(preview)));
        } else {
            shown.put("none", null);
            String posted = preview.posted() ? words.say("preview.posted") + " · " : "";
            shown.put("state", at + " · " + posted + words.say(destination(preview)));
            shown.put("message", Map.of("subject", message.title(), "text", message.text()));
        }
        return shown;
    }

    /** Why there is nothing. */
    private static String silence(Preview preview) {
        if (preview.muted()) {
            return "preview.muted";
        }
        return preview.destination() == Destination.NOWHERE ? "preview.to.nowhere" : "preview.none";
    }

    /** A department's digest that goes elsewhere is in shadow. */
    private static String destination(Preview preview) {
        String to = preview.destination().name().toLowerCase(Locale.ROOT);
        boolean shadow = !preview.key().ofCompany() && preview.destination() != Destination.GROUP;
        return (shadow ? "preview.shadow." : "preview.to.") + to;
    }

    private void show(Context context, Words words, Map<String, @Nullable Object> values) {
        templates.show(context, "preview", words, values);
    }
}
