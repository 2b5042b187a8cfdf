package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.simulator.Answer.Ending;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a call through everything that DingTalk does before it answers: limits, faults, token, quota, parameters. */
final class Dispatcher {
    private final SimulatorSettings settings;
    private final Faults faults;
    private final CallLog log;
    private final Tokens tokens;
    private final TokenApi tokenApi;
    private final WebhookApi webhook;
    private final SessionApi session;
    private final StreamApi stream;
    private final SecondLimit limit;
    private final Map<String, Api> apis = new HashMap<>();
    private volatile SimulatedCompany company;

    Dispatcher(
            SimulatorSettings settings,
            Faults faults,
            CallLog log,
            WebhookApi webhook,
            AppRobotApi appRobot,
            SessionApi session,
            StreamApi stream,
            SimulatedCompany company) {
        this.settings = settings;
        this.faults = faults;
        this.log = log;
        this.company = company;
        tokens = new Tokens(settings.clock(), settings.tokenLife());
        tokenApi = new TokenApi(tokens);
        this.webhook = webhook;
        this.session = session;
        this.stream = stream;
        limit = new SecondLimit(settings.callsPerSecond());
        for (List<Api> some : List.of(
                ContactsApi.all(),
                ScheduleApi.all(),
                ResultsApi.all(),
                LeaveApi.all(),
                GroupApi.all(),
                appRobot.all())) {
            some.forEach(api -> apis.put(api.path(), api));
        }
        serve(company);
    }

    /** Another company: the robots are its own, limits and repeats begin anew. */
    void serve(SimulatedCompany newCompany) {
        company = newCompany;
        webhook.serve(newCompany);
        limit.clear();
    }

    /** The same company, of which something else is true now. */
    void correct(SimulatedCompany corrected) {
        company = corrected;
    }

    SimulatedCompany company() {
        return company;
    }

    Answer answer(Call call) {
        boolean robot = Gateways.isRobot(call.path());
        long arrived = System.nanoTime();
        if (!robot) {
            log.arrived(call.path(), arrived);
        }
        Fault fault = faults.ofOutage();
        if (fault == null) {
            if (!robot && !limit.admits(call.path(), arrived)) {
                return refused(call, tooMany());
            }
            fault = faults.next(call.path(), call.pathWithToken());
        }
        Answer spoilt = fault == null ? null : instead(fault, call);
        if (spoilt == null) {
            return after(fault, honest(call, arrived, fault));
        }
        if (call.path().equals(WebhookApi.PATH)) {
            webhook.missed(call, arrived, fault, spoilt);
        }
        return spoilt;
    }

    private static Refusal tooMany() {
        Refusal refusal = Fault.ERR_90018.refusal("", Instant.EPOCH);
        return refusal == null ? Refusal.of(90018, "") : refusal;
    }

    /** What a fault answers in place of the API; null when the API is to work, if only to be spoilt afterwards. */
    private @Nullable Answer instead(Fault fault, Call call) {
        Refusal refusal = fault.refusal(call.path(), settings.clock().instant());
        if (refusal != null) {
            return Envelope.of(call.path(), refusal, settings.plainErrorCodesOnTopapi());
        }
        return switch (fault) {
            case HTTP_500 -> Answer.json(500, "{\"message\":\"Internal Server Error\"}");
            case HTTP_503 -> Answer.json(503, "");
            case HTTP_504 -> Answer.json(504, "");
            case HTML_400 -> Answer.html(400);
            case HTML_500 -> Answer.html(500);
            case HTML_200 -> Answer.html(200);
            case IP_BLOCK_1111 ->
                Answer.json(200, "{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\",\"uuid\":\"sim\"}");
            case EMPTY_OBJECT -> Answer.json(200, "{}");
            case DROPPED_CONNECTION -> Answer.none(Ending.DROPPED);
            case RESET_CONNECTION -> Answer.none(Ending.RESET);
            case HANGS -> Answer.none(Ending.NEVER);
            default -> null;
        };
    }

    private static Request.Paging paging(@Nullable Fault fault) {
        if (fault == Fault.SAME_PAGE_FOREVER) {
            return Request.Paging.SAME_PAGE;
        }
        return fault == Fault.EMPTY_PAGES_FOREVER ? Request.Paging.EMPTY_PAGES : Request.Paging.NORMAL;
    }

    private Answer after(@Nullable Fault fault, Answer answer) {
        if (fault == Fault.TRUNCATED_JSON && answer.written()) {
            return answer.cutInHalf();
        }
        if (fault == Fault.ACCEPTED_THEN_DROPPED) {
            return Answer.none(Ending.DROPPED);
        }
        if (fault == Fault.SLOW) {
            return answer.after(settings.slowness());
        }
        ObjectNode body = fault == Fault.MISSING_ERRCODE ? Json.parse(answer.body()) : null;
        if (body != null) {
            body.remove("errcode");
            return Answer.json(answer.status(), Json.bytes(body));
        }
        return answer;
    }

    private Answer honest(Call call, long arrived, @Nullable Fault fault) {
        try {
            return switch (call.path()) {
                case WebhookApi.PATH -> good(webhook.send(call, arrived, fault));
                case SessionApi.PATH -> good(session.send(call, company));
                case StreamApi.OPEN -> stream.open(call, company);
                case StreamApi.CONNECT -> stream.connect(call);
                case TokenApi.MODERN -> good(tokenApi.modern(call, company));
                case TokenApi.LEGACY -> good(tokenApi.legacy(call, company));
                default -> api(call, paging(fault));
            };
        } catch (Refusal refusal) {
            return refused(call, refusal);
        }
    }

    private Answer api(Call call, Request.Paging paging) {
        Api api = apis.get(call.path());
        if (api == null) {
            return Envelope.unknownPath(call.path());
        }
        if (!call.method().equals(api.method())) {
            throw api.method().equals("POST") ? Refusal.of(43002, "需要POST请求") : Refusal.of(43001, "需要GET请求");
        }
        checkToken(call);
        Permissions.check(call.path(), settings.setup(), company.appKey());
        if (Gateways.isMetered(call.path()) && !log.meter(settings.monthlyQuota())) {
            throw overQuota();
        }
        Params params = Bodies.params(call);
        params.onlyAllow(api.parameters());
        return good(api.work()
                .answer(new Request(params, company, settings, settings.clock().instant(), paging)));
    }

    private void checkToken(Call call) {
        boolean modern = Gateways.isModern(call.path());
        String token = modern ? call.headers().get("x-acs-dingtalk-access-token") : call.parameter("access_token");
        if (modern && token == null) {
            throw Refusal.modern(
                    400, "AuthenticationFailed.MissingParameter", "Missing parameter: x-acs-dingtalk-access-token");
        }
        if (token == null || !tokens.isValid(token)) {
            throw new Refusal(40014, "不合法的access_token", "InvalidAuthentication", 400);
        }
    }

    private Refusal overQuota() {
        int quota = settings.monthlyQuota();
        return new Refusal(
                90020,
                "您的企业本月api调用量已超过限制,调用量:%d次,额度:%d次,请登录开发者后台-资源管理-查看用量明细".formatted(quota + 1, quota),
                "Forbidden.AccessDenied.ApiCountLimitForOrg",
                403);
    }

    private Answer refused(Call call, Refusal refusal) {
        log.refused(call.path(), refusal);
        return Envelope.of(call.path(), refusal, settings.plainErrorCodesOnTopapi());
    }

    private static Answer good(ObjectNode body) {
        return Answer.json(200, Json.bytes(body));
    }
}
