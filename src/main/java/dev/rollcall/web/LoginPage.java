package dev.rollcall.web;

import dev.rollcall.message.Language;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a token into a cookie, and takes the cookie away. Other pages cannot make a browser do either: a form of another
 * origin is refused. Thread-safe.
 */
final class LoginPage implements Routes {
    static final String PATH = "/login";

    private static final String MARK = "rollcall-form";

    /** An address of this server: no other host can be written like that. */
    private static final Pattern OWN = Pattern.compile("/(?!/)[A-Za-z0-9/_?=&.%+-]{0,500}");

    private static final Duration A_YEAR = Duration.ofDays(365);

    /** Has htmx load the page anew instead of a part of it. */
    static final String RELOAD = "HX-Refresh";

    private final Access access;
    private final Templates templates;
    private final Language language;

    /** @param language of whoever prefers none that there is */
    LoginPage(Access access, Templates templates, Language language) {
        this.access = access;
        this.templates = templates;
        this.language = language;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(PATH, context -> show(context, 200, "login.hint"));
        config.routes.post(PATH, this::logIn);
        config.routes.post("/logout", this::logOut);
        config.routes.get("/language/{name}", LoginPage::speak);
    }

    /** Whether {@code context} may see a page; if not, it has its answer: whoever can log in is sent here. */
    static boolean permits(Access access, Context context) {
        if (access.knows(context)) {
            return true;
        }
        if (access.closed()) {
            redirect(context);
            return false;
        }
        return access.permits(context); // Says why not.
    }

    /** Sends {@code context} here, to come back after it; of a part of an open page the whole of it. */
    static void redirect(Context context) {
        if (context.header("HX-Request") != null) {
            context.status(401).header(RELOAD, "true");
            return;
        }
        String query = context.queryString();
        context.redirect(PATH + "?next="
                + java.net.URLEncoder.encode(
                        context.path() + (query == null ? "" : "?" + query), java.nio.charset.StandardCharsets.UTF_8));
    }

    private void show(Context context, int status, String text) {
        Words words = Words.of(context, language);
        Map<String, Object> values = new HashMap<>();
        values.put("title", words.say("login.title"));
        values.put("hint", words.say(access.closed() ? text : "login.open"));
        values.put("wrong", status != 200);
        values.put("closed", access.closed());
        values.put(
                "next",
                own(context.formParam("next") == null ? context.queryParam("next") : context.formParam("next")));
        String mark = UUID.randomUUID().toString();
        values.put("mark", mark);
        context.cookie(new Cookie(MARK, mark, PATH, -1, Caller.overHttps(context), true, null, SameSite.STRICT));
        context.status(status);
        templates.show(context, "login", words, values);
    }

    /**
     * Whether a page of this server sends it. A browser calls the origin of our own form null, because our pages let it
     * tell nobody where it comes from; then the form's mark must be the one of its cookie, which no other site's form has.
     */
    private static boolean own(Context context) {
        String mark = context.cookie(MARK);
        boolean marked = mark != null && !mark.isEmpty() && mark.equals(context.formParam("mark"));
        return Caller.ofThisOrigin(context) || ("null".equals(context.header("Origin")) && marked);
    }

    private void logIn(Context context) {
        if (!own(context)) {
            show(context, 403, "login.elsewhere");
        } else if (access.mustWait(context)) {
            context.header("Retry-After", "60");
            show(context, 429, "login.wait");
        } else if (access.logIn(context, context.formParam("token"))) {
            context.redirect(own(context.formParam("next")));
        } else {
            show(context, 401, "login.wrong");
        }
    }

    /** The cookie comes along with forms of this site only. */
    private void logOut(Context context) {
        if (access.knows(context)) {
            access.logOut(context);
        }
        context.redirect(PATH);
    }

    /** Keeps the language that was chosen, and goes back. */
    private static void speak(Context context) {
        String name = context.pathParam("name");
        if (Words.named(name) != null) {
            context.cookie(new Cookie(
                    Words.LANGUAGE,
                    name,
                    "/",
                    Math.toIntExact(A_YEAR.toSeconds()),
                    Caller.overHttps(context),
                    true,
                    null,
                    SameSite.LAX));
        }
        context.redirect(own(context.queryParam("next")));
    }

    private static String own(@Nullable String next) {
        return next != null && OWN.matcher(next).matches() && !next.startsWith(PATH) ? next : "/";
    }
}
