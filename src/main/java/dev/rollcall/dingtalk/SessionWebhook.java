package dev.rollcall.dingtalk;

import dev.rollcall.chat.ChatMessage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address at which a chat takes answers for an hour and a half (DingTalk 0718).
 *
 * <p>It stands in the body of a message, which anybody may have written. It is therefore taken letter by letter: https,
 * one of DingTalk's hosts, its one path and a plain query; the only other base is a configured gateway that is this
 * machine's own loopback, which is how the simulator is reached.
 *
 * @param address where to post
 * @param configured whether it is on a configured gateway
 */
record SessionWebhook(HttpUrl address, boolean configured) {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWebhook.class);

    /** The older gateway, the newer one, and the older one of the international edition. */
    private static final List<String> BASES =
            List.of("https://oapi.dingtalk.com", "https://api.dingtalk.com", "https://oapi.dingtalk.io");

    private static final Pattern REST = Pattern.compile("/robot/sendBySession\\?[A-Za-z0-9%._~+/=&-]{1,512}");

    /** Where {@code question} may be answered; null where it names no such address, or one that has expired by now. */
    static @Nullable SessionWebhook of(ChatMessage question, DingTalkConfig config, Instant now) {
        URI named = question.webhook();
        Instant expires = question.webhookExpires();
        if (named == null || (expires != null && !now.isBefore(expires))) {
            return null;
        }
        String text = named.toString();
        boolean configured = Stream.of(config.oapiUrl(), config.apiUrl())
                .filter(gateway -> Loopback.is(gateway.getHost()))
                .anyMatch(gateway -> under(gateway.toString(), text));
        boolean allowed =
                configured || BASES.stream().anyMatch(base -> under(base, text) || under(base + ":443", text));
        HttpUrl address = allowed ? HttpUrl.parse(text) : null;
        if (address == null) {
            LOG.info("Message {} names an address for answers that is not DingTalk's; it is not used", question.id());
            return null;
        }
        return new SessionWebhook(address, configured);
    }

    /** What must not be seen of it. */
    List<String> secrets() {
        return List.of(String.valueOf(address.queryParameter("session")), String.valueOf(address.encodedQuery()));
    }

    private static boolean under(String base, String text) {
        return text.startsWith(base)
                && REST.matcher(text.substring(base.length())).matches();
    }

    @Override
    public String toString() {
        return address.host() + "/…";
    }
}
