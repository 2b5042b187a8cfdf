package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Gets the parameters out of a body: JSON everywhere, a form on /topapi as well (reference 1.3). */
final class Bodies {
    private Bodies() {}

    static Params params(Call call) {
        boolean top = Gateways.isTop(call.path());
        if (call.method().equals("GET") || (top && call.body().length == 0)) {
            return new Params(Json.object(), top);
        }
        if (top && call.isForm()) {
            return new Params(form(new String(call.body(), StandardCharsets.UTF_8)), true);
        }
        ObjectNode body = call.contentType().startsWith("application/json") ? Json.parse(call.body()) : null;
        if (body == null) {
            throw Refusal.of(43009, "post参数需要json类型");
        }
        return new Params(body, top);
    }

    private static ObjectNode form(String text) {
        ObjectNode fields = Json.object();
        for (String pair : text.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
