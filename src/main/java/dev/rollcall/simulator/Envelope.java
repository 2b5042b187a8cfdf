package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shapes in which DingTalk says no (reference 1.2). */
final class Envelope {
    private Envelope() {}

    static Answer of(String path, Refusal refusal, boolean plainOnTop) {
        if (Gateways.isModern(path)) {
            return modern(refusal);
        }
        boolean fromTheGateway = refusal.code == 15 || refusal.code == 88 || refusal.code == 40 || refusal.code == 41;
        if (!Gateways.isTop(path) || plainOnTop || fromTheGateway) {
            return plain(refusal);
        }
        return Answer.json(
                200,
                Json.bytes(Json.object()
                        .put("errcode", 88)
                        .put("sub_code", String.valueOf(refusal.code))
                        .put("sub_msg", refusal.text())
                        .put("errmsg", "ding talk error[subcode=%d,submsg=%s]".formatted(refusal.code, refusal.text()))
                        .put("request_id", "simrequest")));
    }

    static Answer unknownPath(String path) {
        if (Gateways.isModern(path)) {
            return modern(Refusal.modern(404, "InvalidAction.NotFound", "Specified api is not found"));
        }
        String name = "dingtalk.oapi" + path.replace("/topapi", "").replace('/', '.');
        String message = "不合法ApiName，ApiName = " + name;
        return Answer.json(
                200,
                Json.bytes(Json.object()
                        .put("errcode", 22)
                        .put("sub_msg", message)
                        .put("errmsg", "Invalid method[submsg=" + message + "]")
                        .put("request_id", "simrequest")));
    }

    private static Answer plain(Refusal refusal) {
        return Answer.json(
                200, Json.bytes(Json.object().put("errcode", refusal.code).put("errmsg", refusal.text())));
    }

    private static Answer modern(Refusal refusal) {
        ObjectNode body = Json.object()
                .put("requestid", "SIM-0000-REQUEST")
                .put("code", refusal.modernCode)
                .put("message", refusal.text());
        if (refusal.code == 60011) {
            body.putObject("accessdenieddetail").putArray("requiredScopes").add("qyapi_robot_sendmsg");
        }
        return Answer.json(refusal.modernStatus, Json.bytes(body));
    }
}
