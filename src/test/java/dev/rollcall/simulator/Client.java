package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Calls the simulator as a DingTalk client would, with nothing of the simulator's own but its address. */
final class Client {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final DingTalkSimulator simulator;
    private final String token;

    Client(DingTalkSimulator simulator) {
        this.simulator = simulator;
        token = token();
    }

    String token() {
        SimulatedCompany company = simulator.company();
        String body = "{\"appKey\":\"%s\",\"appSecret\":\"%s\"}".formatted(company.appKey(), company.appSecret());
        return json(send("POST", "/v1.0/oauth2/accessToken", "application/json", body))
                .path("accessToken")
                .asText();
    }

    /** POSTs to the old gateway with a token; single quotes in the body become double ones. */
    JsonNode post(String path, String body) {
        return json(send("POST", path + "?access_token=" + token, "application/json", body.replace('\'', '"')));
    }

    JsonNode modern(String path, String body) {
        return json(modernResponse(path, body, token));
    }

    HttpResponse<String> modernResponse(String path, String body, String tokenHeader) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (!tokenHeader.isEmpty()) {
            request.header("x-acs-dingtalk-access-token", tokenHeader);
        }
        return exchange(request);
    }

    /** Posts to a robot's webhook, signed at an instant when it has a secret. */
    JsonNode robot(SimulatedDepartment robot, Instant at, String body) {
        String path = "/robot/send?access_token=" + robot.robotToken();
        if (robot.robotSecret() != null) {
            String timestamp = String.valueOf(at.toEpochMilli());
            String sign = Signature.of(timestamp, robot.robotSecret());
            path += "&timestamp=" + timestamp + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8);
        }
        return json(send("POST", path, "application/json; charset=utf-8", body.replace('\'', '"')));
    }

    HttpResponse<String> send(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.url() + path));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return exchange(request.method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
