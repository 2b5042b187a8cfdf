package dev.rollcall.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.common.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The usual script in plain Java, kept with the benchmark as what a user would write instead: token, users of each
 * department, {@code attendance/list} with 50 users a call, one call after the other, NotSigned is absent.
 *
 * <p>Arguments: base, app key, app secret, date, department ids. Prints one line of JSON as {@code naive_script.py} does.
 */
public final class NaiveScript {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private String token = "";
    private int calls;

    private NaiveScript(String base) {
        this.base = base;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        NaiveScript script = new NaiveScript(args[0]);
        script.token = script.post("/v1.0/oauth2/accessToken", Map.of("appKey", args[1], "appSecret", args[2]))
                .path("accessToken")
                .asText();
        long start = System.nanoTime();
        TreeSet<String> users = new TreeSet<>();
        for (int index = 4; index < args.length; index++) {
            script.members(Long.parseLong(args[index]), users);
        }
        long middle = System.nanoTime();
        TreeSet<String> absent = script.notSigned(new ArrayList<>(users), args[3]);
        ObjectNode said = JSON.createObjectNode();
        said.put("contacts", (middle - start) / 1e9);
        said.put("attendance", (System.nanoTime() - middle) / 1e9);
        said.put("calls", script.calls);
        absent.forEach(said.putArray("absent")::add);
        System.out.println(said);
    }

    private void members(long department, TreeSet<String> users) throws IOException, InterruptedException {
        long cursor = 0;
        boolean more = true;
        while (more) {
            JsonNode page = post("/topapi/v2/user/list", Map.of("dept_id", department, "cursor", cursor, "size", 100))
                    .path("result");
            page.path("list").forEach(user -> users.add(user.path("userid").asText()));
            more = page.path("has_more").asBoolean();
            cursor = page.path("next_cursor").asLong();
        }
    }

    private TreeSet<String> notSigned(List<String> users, String date) throws IOException, InterruptedException {
        TreeSet<String> absent = new TreeSet<>();
        for (int from = 0; from < users.size(); from += 50) {
            boolean more = true;
            for (int offset = 0; more; offset += 50) {
                JsonNode page = post(
                        "/attendance/list",
                        Map.of(
                                "userIdList",
                                users.subList(from, Math.min(users.size(), from + 50)),
                                "workDateFrom",
                                date + " 00:00:00",
                                "workDateTo",
                                date + " 00:00:00",
                                "offset",
                                offset,
                                "limit",
                                50));
                for (JsonNode row : page.path("recordresult")) {
                    if (row.path("timeResult").asText().equals("NotSigned")
                            && row.path("checkType").asText().equals("OnDuty")) {
                        absent.add(row.path("userId").asText());
                    }
                }
                more = page.path("hasMore").asBoolean();
            }
        }
        return absent;
    }

    private JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        while (true) {
            calls++;
            String query = token.isEmpty() ? "" : "?access_token=" + token;
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + path + query).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(JSON.writeValueAsBytes(body));
            }
            JsonNode answer;
            try (InputStream in = connection.getInputStream()) {
                answer = JSON.readTree(in);
            }
            String code = answer.path("sub_code").asText(answer.path("errcode").asText("0"));
            if (code.equals("0")) {
                return answer;
            }
            if (!code.equals("90018")) {
                throw new IOException(path + ": " + answer);
            }
            Waiting.real().pause(Duration.ofSeconds(1));
        }
    }
}
