package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Posts once to an address that takes messages without an access token: a group's robot (DingTalk 0717) or a chat's
 * session (0718). HTTP 200 is no success: {@code errcode} decides. Thread-safe.
 */
final class WebhookPost {
    private static final int MENTIONS = 50;

    static final String ROBOT = "/robot/send";
    static final String SESSION = "/robot/sendBySession";

    private final Exchange exchange;
    private final Attempts attempts;
    private final String path;
    private final AddressBlock block;
    private final HttpUrl gateway;

    /** @param path what such an address is called where attempts are counted: it holds a token itself */
    WebhookPost(DingTalkClient client, String path) {
        this.path = path;
        this.exchange = client.exchange();
        this.attempts = client.attempts();
        this.block = client.block();
        this.gateway = HttpUrl.get(client.config().oapiUrl().toString());
    }

    /** {@code message} as markdown with its mentions. */
    static ObjectNode body(Message message) {
        ObjectNode body = Json.object();
        body.put("msgtype", "markdown");
        body.putObject("markdown").put("title", message.title()).put("text", message.text());
        ArrayNode at = body.putObject("at").put("isAtAll", false).putArray("atUserIds");
        message.mentions().stream().limit(MENTIONS).forEach(at::add);
        return body;
    }

    /**
     * Posts {@code body} to {@code address}, which is configured.
     *
     * @param secrets what must not stand in an exception's words
     * @throws DingTalkException unless DingTalk says that it took it
     */
    void send(HttpUrl address, ObjectNode body, List<String> secrets, Duration left) throws DingTalkException {
        post(() -> exchange.postTo(address, body, left), address, secrets);
    }

    /** Like {@link #send}, where somebody else chose the address: nothing inside this network is contacted. */
    void sendOutside(HttpUrl address, ObjectNode body, List<String> secrets, Duration left) throws DingTalkException {
        post(() -> exchange.postOutside(address, body, left), address, secrets);
    }

    private void post(Attempts.Sending<Exchange.Answer> post, HttpUrl address, List<String> secrets)
            throws DingTalkException {
        // Only DingTalk itself can say that it blocks this server; another address is a proxy with faults of its own.
        boolean dingTalk = address.host().equals(gateway.host()) && address.port() == gateway.port();
        if (dingTalk) {
            block.refuse();
        }
        try {
            attempts.make(path, () -> {
                Exchange.Answer answer = post.send();
                String body = Exchange.hide(answer.body(), secrets);
                return Envelope.open(Api.Gateway.OLD, answer.status(), body, exchange.clock());
            });
        } catch (DingTalkException e) {
            if (dingTalk) {
                block.noteIfTold(e);
            }
            throw e;
        }
    }
}
