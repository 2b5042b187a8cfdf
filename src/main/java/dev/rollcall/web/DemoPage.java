package dev.rollcall.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of the simulated chats, what it reads, and where its visitor writes. A page from elsewhere cannot write: that
 * takes JSON, which a browser sends to another origin only when that agrees, and an Origin that is this server.
 * Thread-safe.
 */
public final class DemoPage implements Routes {
    private static final String PATH = "/demo";
    private static final int MOST_BYTES = 8 * 1024;
    private static final int LONGEST_TEXT = 1000;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final DemoChats chats;

    public DemoPage(DemoChats chats) {
        this.chats = chats;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.staticFiles.add(files -> {
            files.hostedPath = PATH;
            files.directory = "/dev/rollcall/web/demo";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-store");
        });
        config.routes.get(PATH + "/people", context -> context.json(chats.people()));
        config.routes.get(PATH + "/chats", this::show);
        config.routes.post(PATH + "/say", this::say);
    }

    private void show(Context context) {
        String person = context.queryParam("person");
        if (person == null || known(person)) {
            context.json(chats.chats(person));
        } else {
            refuse(context, 400, "There is no such person; /demo/people lists them");
        }
    }

    private boolean known(String person) {
        return chats.people().stream().anyMatch(one -> one.id().equals(person));
    }

    private void say(Context context) throws IOException {
        if (!Caller.ofThisOrigin(context)) {
            refuse(context, 403, "Only the demo's own page may write");
        } else if (!isJson(context.contentType())) {
            refuse(context, 415, "Write as application/json");
        } else {
            byte[] body = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                refuse(context, 413, "The body is longer than " + MOST_BYTES + " bytes");
            } else {
                write(context, body);
            }
        }
    }

    private void write(Context context, byte[] body) {
        JsonNode said = read(body);
        String person = text(said, "person");
        String chat = text(said, "conversation");
        String text = text(said, "text");
        if (person == null || chat == null || text == null) {
            refuse(context, 400, "Write a JSON object with the texts person, conversation and text");
        } else if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
            refuse(context, 400, "The text is longer than " + LONGEST_TEXT + " characters");
        } else if (!chats.say(person, chat, text)) {
            refuse(context, 400, "There is no such person, or no such conversation for that person");
        } else {
            context.status(204);
        }
    }

    /** A missing node when it is no JSON. */
    private static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) { // The caller says so; the words of the parser would quote what was written.
            return MAPPER.missingNode();
        }
    }

    /** Null when there is no such text, or half a character in it, which nobody could pass on. */
    private static @Nullable String text(JsonNode said, String name) {
        String text = said.path(name).textValue();
        boolean whole = text != null && text.codePoints().noneMatch(DemoPage::isHalf);
        return whole ? text : null;
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static void refuse(Context context, int status, String why) {
        context.status(status);
        WebServer.problem(context, "Refused", why);
    }
}
