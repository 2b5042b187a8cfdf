package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What anybody who finds the address can send to it, as the running program answers it. */
class ForgedCallbacksTest {
    private static final int SENDERS = 8;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LogCapture log = new LogCapture();
    private ChatDay day;

    @BeforeEach
    void start() throws Exception {
        day = new ChatDay(Way.CALLBACK, ChatDay.company(), true);
    }

    @AfterEach
    void stop() {
        day.close();
        log.close();
    }

    private String sign(long time, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal((time + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    private String signed(long time) throws GeneralSecurityException {
        return sign(time, day.company.appSecret());
    }

    /** A question of an employee in their department's group, the answer wanted at {@code webhook}. */
    private String body(String msgId, String text, String webhook) {
        return body(day.company.askers().employee(day.department(0).id()), msgId, text, webhook);
    }

    /** The same of somebody who is said to have asked. */
    private String body(Asker asker, String msgId, String text, String webhook) {
        return ("{\"conversationId\":\"%s\",\"conversationType\":\"2\",\"msgId\":\"%s\",\"msgtype\":\"text\","
                        + "\"text\":{\"content\":\" %s\"},\"senderStaffId\":\"%s\",\"senderNick\":\"x\",\"senderCorpId\":\"%s\","
                        + "\"chatbotCorpId\":\"%s\",\"robotCode\":\"%s\",\"createAt\":%d,"
                        + "\"sessionWebhook\":\"%s\",\"sessionWebhookExpiredTime\":%d}")
                .formatted(
                        day.group(0).id(),
                        msgId,
                        text,
                        asker.userId(),
                        day.company.corpId(),
                        day.company.corpId(),
                        day.company.appKey(),
                        now(),
                        webhook,
                        now() + 3_600_000);
    }

    private long now() {
        return day.now().toEpochMilli();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + day.app().port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpRequest post(String time, String sign, byte[] body) {
        return to("/dingtalk/robot")
                .header("Content-Type", "application/json")
                .header("timestamp", time)
                .header("sign", sign)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpRequest post(String time, String sign, String body) {
        return post(time, sign, body.getBytes(StandardCharsets.UTF_8));
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body())
                .doesNotContain(day.company.appSecret(), "应到", "dev.rollcall", "Exception")
                .doesNotContain(day.group(0).id());
        return answer.statusCode();
    }

    @Test
    void noneOfThemIsAnsweredWithDataOrMakesTheProgramFailOrLogASecret() throws Exception {
        String time = String.valueOf(now());
        String good = signed(now());
        String question = body("m0", "谁没打卡", "https://oapi.dingtalk.com/robot/sendBySession?session=1");
        String shifted = signed(Long.parseLong(time) + 1);
        List<HttpRequest> bad = new ArrayList<>(List.of(
                post(time, shifted, question),
                post("", good, question),
                post(time, "", question),
                post("0", good, question),
                post("-1", good, question),
                post(time.substring(0, 10), good, question),
                post(time + "0", good, question),
                post("NaN", good, question),
                post("9".repeat(60), good, question),
                post(time, good.toLowerCase(java.util.Locale.ROOT), question),
                post(time, good.substring(1), question),
                post(time, good + "=", question),
                post(time, good.replace('/', '_').replace('+', '-') + "x", question),
                post(time, "A".repeat(5000), question),
                post(time, sign(Long.parseLong(time), "guess"), question),
                post(time, sign(Long.parseLong(time), day.company.appKey()), question),
                post(time, sign(Long.parseLong(time), " "), question),
                post(String.valueOf(now() - 360_000), signed(now() - 360_000), question),
                post(String.valueOf(now() + 360_000), signed(now() + 360_000), question),
                post(String.valueOf(now() - 86_400_000), signed(now() - 86_400_000), question)));
        String again = String.valueOf(now());
        String fresh = signed(Long.parseLong(again));
        for (String body : List.of(
                "",
                " ",
                "null",
                "[]",
                "17",
                "\"text\"",
                "{",
                "{}",
                "{\"msgId\":1}",
                question.substring(0, 90),
                question.replace("conversationId", "conversation"),
                question.replace("\"msgId\":\"m0\"", "\"msgId\":[]"),
                question.replace(day.company.appKey(), "dinganother"),
                "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "[".repeat(60_000),
                "{\"x\":\"" + "y".repeat(66_000) + "\"}",
                "z".repeat(900_000),
                "{\"x\":1" + "0".repeat(3000) + "}",
                "<xml/>",
                "text=x&y=z")) {
            bad.add(post(again, fresh, body));
        }
        bad.add(post(again, fresh, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}));
        bad.add(post(again, fresh, gzip(question)));
        bad.add(to("/dingtalk/robot").GET().build());
        bad.add(to("/dingtalk/robot").DELETE().build());
        bad.add(to("/dingtalk/robot")
                .PUT(HttpRequest.BodyPublishers.ofString(question))
                .build());
        bad.add(to("/dingtalk/robot/")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build());
        bad.add(to("/dingtalk/robot")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build());

        assertThat(bad).hasSizeGreaterThanOrEqualTo(40);
        for (HttpRequest request : bad) {
            assertThat(status(request)).as(request.headers().map().toString()).isBetween(400, 499);
        }
        assertThat(raw("Transfer-Encoding: chunked", "zz\r\nnot a chunk\r\n")).startsWith("HTTP/1.1 4");
        assertThat(raw("Content-Length: 99999999999999999999", "x")).startsWith("HTTP/1.1 4");
        assertThat(day.said(day.group(0))).isEmpty();
        assertThat(log.text()).doesNotContain(day.company.appSecret(), good, fresh);
        assertThat(log.warnings()).isEmpty();
    }

    /** Answers with the first line. */
    private String raw(String header, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", day.app().port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /dingtalk/robot HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Whoever has captured signatures can put any words under them, for five minutes. */
    @Test
    void aCapturedSignatureTellsNothingToWhoeverHasItAndChangesNothing() throws Exception {
        String elsewhere = day.simulator.url() + "/somewhere";
        Asker admin = day.company.askers().admin();
        String department = day.department(1).name();
        long captured = now();
        List<String> texts = List.of(
                "谁没打卡",
                "全公司 汇总",
                "静默 今天 全公司",
                "恢复 全公司",
                "放行 " + department,
                "重发 18:00 " + department,
                "绑定 " + department,
                "解绑",
                "体检");
        for (int i = 0; i < texts.size(); i++) {
            String time = String.valueOf(captured + i / 5);
            String good = signed(captured + i / 5);
            for (int turn = 0; turn < 2; turn++) {
                assertThat(status(post(time, good, body(admin, "same" + i, texts.get(i), elsewhere))))
                        .isEqualTo(200);
            }
        }
        assertThat(day.simulator
                        .chats()
                        .await(ChatDay.PATIENCE, chats -> day.said(day.group(0)).size() >= texts.size()))
                .isTrue();
        assertThat(day.said(day.group(0)))
                .as("what the group's digest says it may say; nothing else")
                .hasSize(texts.size())
                .filteredOn(message -> !message.text().contains("未打卡"))
                .allMatch(message -> !message.text().matches("(?s).*\\d.*"));
        assertThat(day.simulator.calls().counts()).doesNotContainKey("/somewhere");
        assertThat(day.app().ledger().mutes().of(ChatDay.DATE)).isEmpty();
        assertThat(day.app().ledger().ties().all()).isEmpty();
        assertThat(day.orders())
                .filteredOn(order -> !order.typed().equals("体检"))
                .hasSize(6)
                .allMatch(order -> order.outcome().equals("refused"));
    }

    /** That there is somebody of a name, or a department, is proposed to whom it concerns, and not where it was asked. */
    @Test
    void aCapturedSignatureDoesNotTellWhoThereIs() throws Exception {
        Asker admin = day.company.askers().admin();
        String person = day.company.askers().employee(day.department(1).id()).name();
        String department = day.department(1).name();
        String part = department.substring(0, department.length() - 1);
        long captured = now();
        List<String> texts = List.of(person, "谁没打卡 " + part, department, "下次播报 " + part);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(status(signedAt(
                            captured,
                            body(admin, "who" + i, texts.get(i), "https://oapi.dingtalk.com/robot/x?session=1"))))
                    .isEqualTo(200);
        }
        assertThat(day.simulator
                        .chats()
                        .await(ChatDay.PATIENCE, chats -> day.privately(admin).size() >= texts.size()))
                .isTrue();
        assertThat(day.privately(admin))
                .extracting(ChatMessage::text)
                .anyMatch(text -> text.contains(person + " 打卡了吗"))
                .anyMatch(text -> text.contains("是不是：" + department));
        assertThat(day.said(day.group(0)))
                .noneMatch(message -> message.text().contains(person))
                .noneMatch(message -> message.text().contains(department));
    }

    /** Each under another claimed name, who would be answered in private. */
    @Test
    void aCapturedSignatureCarriesTwentyMessagesHoweverManyPeopleTheyClaimToBeFrom() throws Exception {
        String elsewhere = day.simulator.url() + "/somewhere";
        long captured = now();
        List<Asker> claimed = List.of(
                day.company.askers().admin(),
                day.company.askers().lead(day.department(0).id()),
                day.company.askers().employee(day.department(1).id()));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            statuses.add(status(signedAt(captured, body(claimed.get(i % 3), "other" + i, "我打卡了吗", elsewhere))));
        }
        assertThat(statuses.subList(0, 20)).containsOnly(200);
        assertThat(statuses.subList(20, 25)).containsOnly(429);
        assertThat(status(signedAt(captured, body("other0", "我打卡了吗", elsewhere))))
                .as("brought again")
                .isEqualTo(200);
        assertThat(http.send(
                                signedAt(captured, body("other25", "我打卡了吗", elsewhere)),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("The callback is refused: its signature has carried 20 other messages");
        assertThat(status(signedAt(captured + 1, body("other25", "我打卡了吗", elsewhere))))
                .isEqualTo(200);
    }

    private HttpRequest signedAt(long time, String body) throws GeneralSecurityException {
        return post(String.valueOf(time), signed(time), body);
    }

    @Test
    void garbageMakesNothingFail() throws Exception {
        garbage(1000);
    }

    @Test
    @Tag("proof")
    void aMillionPiecesOfGarbageMakeNothingFail() throws Exception {
        garbage(1_000_000);
    }

    /** From several senders at once. */
    private void garbage(int pieces) throws Exception {
        String question = body("g", "谁没打卡", "https://oapi.dingtalk.com/robot/sendBySession?session=1");
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                Random random = new Random(7 + sender);
                running.add(senders.submit(() -> garbage(pieces / SENDERS, question, random)));
            }
            int sent = 0;
            for (Future<Integer> one : running) {
                sent += one.get();
            }
            assertThat(sent).isEqualTo(pieces);
        } finally {
            senders.shutdownNow();
        }
        assertThat(status(to("/healthz").GET().build())).isEqualTo(200);
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    /** Over a connection of its own that it never leaves idle: one that ends without an answer was ended by the server. */
    private int garbage(int pieces, String question, Random random) throws Exception {
        OkHttpClient client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(1, 1, TimeUnit.MINUTES))
                .build();
        String address = to("/dingtalk/robot").build().uri().toString();
        for (int i = 0; i < pieces; i++) {
            String time = String.valueOf(now());
            byte[] body = question.getBytes(StandardCharsets.UTF_8);
            for (int hit = random.nextInt(1, 40); hit > 0; hit--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Request request = new Request.Builder()
                    .url(address)
                    .header("timestamp", time)
                    .header("sign", random.nextInt(3) == 0 ? "x" : signed(Long.parseLong(time)))
                    .post(RequestBody.create(body, MediaType.get("application/json")))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                assertThat(response.code()).isLessThan(500);
                response.body().bytes();
            }
        }
        return pieces;
    }

    /** P16: at a hundred questions a second, whether the one before was answered or not. */
    @Test
    @Tag("proof")
    void aHundredQuestionsASecondAreTakenAsFastAsABareServerTakesThem() throws Exception {
        Javalin bare = Javalin.create(config -> config.routes.post("/dingtalk/robot", context -> {
                    context.bodyAsBytes();
                    context.result("{\"msgtype\":\"empty\"}");
                }))
                .start("127.0.0.1", 0);
        try {
            URI ours = URI.create("http://127.0.0.1:" + day.app().port() + "/dingtalk/robot");
            URI theirs = URI.create("http://127.0.0.1:" + bare.port() + "/dingtalk/robot");
            load("warm", theirs, 200);
            load("warm", ours, 200);
            List<Long> bareTimes = new ArrayList<>();
            List<Long> ownTimes = new ArrayList<>();
            for (int turn = 0; turn < 5; turn++) {
                bareTimes.addAll(load("b" + turn, theirs, 200));
                ownTimes.addAll(load("o" + turn, ours, 200));
            }
            double own = p99(ownTimes) / 1e6;
            double other = p99(bareTimes) / 1e6;
            System.out.printf("p99 of 1,000 at 100 a second: %.1f ms, bare %.1f ms%n", own, other);
            assertThat(own).isLessThan(25);
            assertThat(own).isLessThan(3 * other);
        } finally {
            bare.stop();
        }
    }

    private List<Long> load(String name, URI address, int questions) throws Exception {
        List<CompletableFuture<Long>> all = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < questions; i++) {
            long due = begin + i * 10_000_000L;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String time = String.valueOf(now());
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("timestamp", time)
                    .header("sign", signed(Long.parseLong(time)))
                    .POST(HttpRequest.BodyPublishers.ofString(body(name + i, "帮助", "https://oapi.dingtalk.com/x")))
                    .build();
            all.add(http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenApply(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(200);
                        return System.nanoTime() - due;
                    }));
        }
        List<Long> times = new ArrayList<>();
        for (CompletableFuture<Long> one : all) {
            times.add(one.get(30, TimeUnit.SECONDS));
        }
        return times;
    }

    private static long p99(List<Long> times) {
        return times.stream()
                .sorted()
                .skip(times.size() * 99L / 100)
                .findFirst()
                .orElseThrow();
    }
}
