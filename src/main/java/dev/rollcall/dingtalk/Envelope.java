package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Is this answer whole, and if not, what does that mean? Both gateways' shapes of success and failure.
 *
 * <p>The older gateway says {@code errcode}, plain or, behind its TOP gateway, as 88 with the real code in
 * {@code sub_code} (a text, also seen as {@code subcode}, or only printed in {@code errmsg}); an unknown path is 22. The
 * newer one says HTTP 4xx with {@code code} and {@code message}. An address block is {@code {"status":1111}} or a page
 * of HTML [KB 0012, 0013, 1433].
 */
final class Envelope {
    private static final Pattern SUB_CODE = Pattern.compile("subcode=([^,\\]]+)");
    private static final Pattern LIMIT_END =
            Pattern.compile("(?:限制|处罚)将在\\s*(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2})\\s*结束");
    private static final Pattern SCOPE = Pattern.compile("requiredScopes=\\[([^\\]]*)]|权限：\\[([^\\]]*)]");
    private static final Pattern SEEN_ADDRESS = Pattern.compile("request ip=([0-9a-fA-F.:]{2,45})");
    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://\\S+");
    private static final DateTimeFormatter PRINTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int WORDS = 160;

    static final Set<String> TOKEN_CODES = Set.of("40014", "42001", "40001", "InvalidAuthentication");
    static final Set<String> TRANSIENT_CODES = Set.of("-1", "15", "850015", "500100", "system.error");
    static final Set<String> THROTTLE_CODES = Set.of(
            "90018",
            "90006",
            "90014",
            "90019",
            "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
            "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi");

    /** All of DingTalk's customers together ask too much; the end of it may be printed. */
    static final Set<String> GLOBAL_CODES = Set.of("90002", "Forbidden.AccessDenied.QpsLimitForApi");

    static final Set<String> PERMISSION_CODES =
            Set.of("60011", "43007", "Forbidden.AccessDenied.AccessTokenPermissionDenied");
    static final Set<String> QUOTA_CODES = Set.of("90020", "Forbidden.AccessDenied.ApiCountLimitForOrg");
    static final Set<String> ADDRESS_CODES = Set.of("60020", "Forbidden.AccessDenied.IpNotInWhiteList");
    static final Set<String> CREDENTIAL_CODES =
            Set.of("invalidClientIdOrSecret", "40089", "40096", "AuthenticationFailed.MissingParameter", "authFailed");

    private Envelope() {}

    /** The body of a whole answer; anything else is thrown. */
    static JsonNode open(Api.Gateway gateway, int status, String body, Clock clock) throws DingTalkException {
        JsonNode json = parse(status, body);
        if (Json.text(json, "status").equals("1111")) {
            throw blocked("DingTalk blocks this server's address for five minutes (status 1111)");
        }
        if (status >= 500) {
            throw DingTalkException.noAnswer("DingTalk answered HTTP " + status);
        }
        String code = gateway == Api.Gateway.OLD ? oldCode(json, status) : newCode(json, status);
        if (!code.equals("0")) {
            throw refusal(code, words(json), clock);
        }
        if (status / 100 != 2) {
            throw DingTalkException.noAnswer("DingTalk answered HTTP " + status + " without an error");
        }
        return json;
    }

    private static JsonNode parse(int status, String body) throws DingTalkException {
        boolean page = body.stripLeading().startsWith("<");
        if (page && status < 500) {
            throw blocked("DingTalk answered a web page, as it does when it blocks an address for five minutes");
        }
        if (page || body.isBlank()) {
            throw DingTalkException.noAnswer("DingTalk answered HTTP " + status + " without data");
        }
        try {
            JsonNode json = WantedFields.read(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) { // Told below: the text of a parser may quote people's data.
        }
        throw DingTalkException.noAnswer("DingTalk's answer was cut off or is no JSON");
    }

    private static String oldCode(JsonNode json, int status) throws DingTalkException {
        String code = Json.text(json, "errcode");
        String word = Json.text(json, "code");
        if (code.isEmpty() && !word.isEmpty() && !word.equals("0")) {
            return word;
        }
        if (code.isEmpty()) {
            throw DingTalkException.noAnswer("DingTalk's answer has no errcode (HTTP " + status + ")");
        }
        if (!code.equals("88")) {
            return code;
        }
        String sub = Json.text(json, "sub_code", "subcode");
        Matcher printed = SUB_CODE.matcher(Json.text(json, "errmsg"));
        return sub != null ? sub : printed.find() ? printed.group(1).strip() : "88";
    }

    private static String newCode(JsonNode json, int status) throws DingTalkException {
        if (status / 100 == 2) {
            return "0";
        }
        String code = Json.text(json, "code");
        if (code.isEmpty()) {
            throw DingTalkException.noAnswer("DingTalk answered HTTP " + status + " without a code");
        }
        return code;
    }

    private static DingTalkException refusal(String code, String words, Clock clock) {
        if (TOKEN_CODES.contains(code)) {
            return of(Kind.TOKEN, Reason.CREDENTIALS, code, words);
        }
        if (code.equals("88") || TRANSIENT_CODES.contains(code) || code.startsWith("isp.")) {
            return of(Kind.TRANSIENT, Reason.UNAVAILABLE, code, words);
        }
        if (GLOBAL_CODES.contains(code)) {
            return new DingTalkException(
                    Kind.THROTTLED, Reason.THROTTLED, code, shortened(words), printedEnd(words, clock));
        }
        if (THROTTLE_CODES.contains(code)) {
            return of(Kind.THROTTLED, Reason.THROTTLED, code, words);
        }
        return permanent(code, words);
    }

    private static DingTalkException permanent(String code, String words) {
        if (QUOTA_CODES.contains(code)) {
            String why = "the organisation's calls of this month are used up: " + words;
            return of(Kind.QUOTA, Reason.QUOTA, code, why);
        }
        if (PERMISSION_CODES.contains(code)) {
            String point = permissionPoint(words);
            return of(Kind.PERMANENT, Reason.PERMISSION, code, permission(point, words))
                    .naming(point);
        }
        if (ADDRESS_CODES.contains(code)) {
            Matcher seen = SEEN_ADDRESS.matcher(words);
            return of(
                            Kind.BLOCKED,
                            Reason.ADDRESS,
                            code,
                            "this server's address is not on the app's white list: " + words)
                    .naming(seen.find() ? seen.group(1) : "");
        }
        if (CREDENTIAL_CODES.contains(code)) {
            return of(Kind.BLOCKED, Reason.CREDENTIALS, code, words);
        }
        return of(Kind.REFUSED, Reason.REFUSED, code, words);
    }

    private static String permissionPoint(String words) {
        Matcher scope = SCOPE.matcher(words);
        return !scope.find() ? "" : scope.group(1) == null ? scope.group(2) : scope.group(1);
    }

    private static String permission(String point, String words) {
        return point.isEmpty()
                ? "a permission point is missing; apply for it in the developer console: " + words
                : "the permission point " + point + " is missing; apply for it in the developer console";
    }

    private static DingTalkException blocked(String why) {
        return of(Kind.BLOCKED, Reason.THROTTLED, "", why);
    }

    private static DingTalkException of(Kind kind, Reason reason, String code, String words) {
        return new DingTalkException(kind, reason, code, shortened(words), null);
    }

    private static String shortened(String words) {
        return words.length() <= WORDS ? words : words.substring(0, WORDS) + "…";
    }

    /** DingTalk's own words in full: what is looked for in them may stand at their end. */
    private static String words(JsonNode json) {
        String words = Json.text(json, "sub_msg", "errmsg", "message");
        String scopes = json.path("accessdenieddetail").path("requiredScopes").toString();
        String all = (words == null ? "" : words) + (scopes.length() > 2 ? " requiredScopes=" + scopes : "");
        return ADDRESS.matcher(all).replaceAll("…").replace("\"", "").replaceAll("[\\p{Cntrl}\\s]+", " ");
    }

    /** How long until the end that 90002 prints, in Shanghai time; null where it prints none. */
    private static @Nullable Duration printedEnd(String words, Clock clock) {
        Matcher end = LIMIT_END.matcher(words);
        if (!end.find()) {
            return null;
        }
        try {
            Duration wait = Duration.between(
                    clock.instant(),
                    LocalDateTime.parse(end.group(1), PRINTED).atZone(Json.ZONE).toInstant());
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
