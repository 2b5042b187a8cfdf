package dev.rollcall.web;

import dev.rollcall.chat.ChatMessage;
import dev.rollcall.dingtalk.RobotCallback;
import dev.rollcall.dingtalk.RobotCallback.Accepted;
import dev.rollcall.dingtalk.RobotCallback.Refused;
import dev.rollcall.dingtalk.RobotCallback.Result;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where DingTalk posts what people write to the bot (DingTalk 0718): answers at once that there is nothing to say inline,
 * and has the question answered afterwards. Thread-safe.
 */
public final class ChatCallback implements Routes {
    static final String PATH = "/dingtalk/robot";
    private static final Logger LOG = LoggerFactory.getLogger(ChatCallback.class);

    private final RobotCallback callback;
    private final Consumer<ChatMessage> messages;

    /** @param messages takes what was written, without blocking */
    public ChatCallback(RobotCallback callback, Consumer<ChatMessage> messages) {
        this.callback = callback;
        this.messages = messages;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post(PATH, this::answer);
    }

    private void answer(Context context) {
        byte[] body;
        try {
            body = body(context);
        } catch (IOException e) {
            LOG.debug("A callback broke off: {}", e.getMessage());
            context.status(400);
            WebServer.problem(context, "Refused", "The callback is refused: its body broke off");
            return;
        }
        Result result = callback.receive(context.header("timestamp"), context.header("sign"), body);
        if (result instanceof Accepted accepted) {
            messages.accept(accepted.message());
            context.json(Map.of("msgtype", "empty"));
        } else if (result instanceof Refused refused) {
            LOG.debug("A callback is refused: {}", refused.why());
            context.status(refused.reason().status());
            WebServer.problem(context, "Refused", "The callback is refused: " + refused.why());
        }
    }

    /** No more of it than is looked at. */
    private static byte[] body(Context context) throws IOException {
        return context.bodyInputStream().readNBytes(RobotCallback.MOST_BYTES + 1);
    }
}
