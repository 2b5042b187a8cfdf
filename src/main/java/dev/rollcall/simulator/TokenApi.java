package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The two ways to a token; both give the same one [KB 0033, 1444]. */
final class TokenApi {
    static final String MODERN = "/v1.0/oauth2/accessToken";
    static final String LEGACY = "/gettoken";
    private final Tokens tokens;

    TokenApi(Tokens tokens) {
        this.tokens = tokens;
    }

    ObjectNode modern(Call call, SimulatedCompany company) {
        if (!call.method().equals("POST")) {
            throw Refusal.modern(405, "MethodNotAllowed", "需要POST请求");
        }
        ObjectNode body = Json.parse(call.body());
        boolean right = body != null
                && body.path("appKey").asText().equals(company.appKey())
                && body.path("appSecret").asText().equals(company.appSecret());
        if (!right) {
            throw Refusal.modern(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        }
        return Json.object().put("accessToken", tokens.issue(company.appKey())).put("expireIn", tokens.lifeSeconds());
    }

    ObjectNode legacy(Call call, SimulatedCompany company) {
        if (!call.method().equals("GET")) {
            throw Refusal.of(43001, "需要GET请求");
        }
        String key = call.parameter("appkey");
        String secret = call.parameter("appsecret");
        if (key == null || secret == null) {
            throw Refusal.of(40035, "缺少参数 corpid or appkey");
        }
        if (!key.equals(company.appKey()) || !secret.equals(company.appSecret())) {
            throw Refusal.of(40096, "不合法的appKey或appSecret");
        }
        return Json.object()
                .put("errcode", 0)
                .put("access_token", tokens.issue(company.appKey()))
                .put("errmsg", "ok")
                .put("expires_in", tokens.lifeSeconds());
    }
}
