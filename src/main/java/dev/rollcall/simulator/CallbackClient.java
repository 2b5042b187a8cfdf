package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to the bot's own address, signed with the app's secret [KB 0718]. What it answers with goes into the chat,
 * unless that is {@code {"msgtype":"empty"}}. Safe for use by many threads.
 */
final class CallbackClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private final Clock clock;
    private final Questions questions;
    private final Chats chats;
    private final List<Callback> calls = new ArrayList<>();
    private @Nullable URI address;
    private @Nullable HttpClient http;

    CallbackClient(Clock clock, Questions questions, Chats chats) {
        this.clock = clock;
        this.questions = questions;
        this.chats = chats;
    }

    /** Where to; null: nowhere. */
    synchronized void to(@Nullable URI newAddress) {
        address = newAddress;
    }

    synchronized boolean isWanted() {
        return address != null;
    }

    synchronized List<Callback> calls() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }

    /** True in the end when it was taken, with a status of 200 in time. */
    CompletableFuture<Boolean> post(Question question, SimulatedCompany company) {
        URI target;
        HttpClient client;
        synchronized (this) {
            if (address == null) {
                return CompletableFuture.completedFuture(false);
            }
            if (http == null) {
                http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
            }
            target = address;
            client = http;
        }
        Instant now = clock.instant();
        long begun = System.nanoTime();
        return client.sendAsync(
                        request(target, question, company.appSecret(), now), HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - begun);
                    return answered(question, company, now, took, failure == null ? response : null);
                });
    }

    private static HttpRequest request(URI target, Question question, String secret, Instant now) {
        String timestamp = String.valueOf(now.toEpochMilli());
        return HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("timestamp", timestamp)
                .header("sign", Signature.of(timestamp, secret))
                .POST(HttpRequest.BodyPublishers.ofString(question.data()))
                .build();
    }

    private boolean answered(
            Question question,
            SimulatedCompany company,
            Instant at,
            Duration took,
            @Nullable HttpResponse<String> response) {
        boolean before = !questions.isAnswered(question.msgId());
        int status = response == null ? 0 : response.statusCode();
        String body = response == null ? "" : response.body();
        if (status == 200) {
            show(question, company, body);
        }
        synchronized (this) {
            calls.add(new Callback(question.msgId(), at, status, body, took, before));
        }
        return status == 200;
    }

    /** An answer that is no message is none. */
    private void show(Question question, SimulatedCompany company, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ObjectNode message = Json.parse(bytes);
        if (message == null || message.path("msgtype").asText("empty").equals("empty")) {
            return;
        }
        try {
            RobotMessage read = RobotMessage.read(message, bytes.length);
            questions.answer(question.msgId());
            chats.add(
                    question.where(),
                    ChatMessage.answer(clock.instant(), company.appKey(), read, question.msgId(), bytes.length));
        } catch (Refusal refused) {
            // DingTalk tells nobody; the body is in the list of calls.
        }
    }
}
