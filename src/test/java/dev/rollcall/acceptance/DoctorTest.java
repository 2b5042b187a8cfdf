package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MonthlyAllowance;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An admin runs {@code doctor}: on a company where all is well, and on one where one thing is wrong, for each such thing. */
class DoctorTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** An hour and a half after the shift's begin: whoever comes has a result. */
    private static final Instant NOW = SetUp.DATE.atTime(10, 30).atZone(ZONE).toInstant();

    /** Of the month's calls: plan, punches, results, leave, one day, one shift. */
    private static final int METERED = 6;

    private static final String OPEN = "/v1.0/gateway/connections/open";

    @TempDir
    private Path directory;

    /** What is wrong, and how doctor names it. */
    static Stream<Wrong> wrong() {
        return Stream.of(
                        app(),
                        permissions(),
                        organisation(),
                        clock(),
                        robots(),
                        robotSettings(),
                        messages(),
                        chat(),
                        databaseAndQuota())
                .flatMap(some -> some);
    }

    private static Stream<Wrong> app() {
        return Stream.of(
                new Wrong("the app's secret", "token")
                        .in(SetUp.right()
                                .writing((yaml, company) ->
                                        SetUp.replaced(yaml, company.appSecret(), "canary-wrong-secret")))
                        .is("钉钉不接受 app_key 或 app_secret（invalidClientIdOrSecret）")
                        .remedy("重新复制 Client ID（AppKey）和 Client Secret（AppSecret）")
                        .also("stream"),
                new Wrong("the app's key", "token")
                        .in(SetUp.right()
                                .writing((yaml, company) -> SetUp.replaced(yaml, company.appKey(), "dingnosuchapp")))
                        .is("钉钉不接受 app_key 或 app_secret（invalidClientIdOrSecret）")
                        .remedy("确认应用没有被停用或删除")
                        .also("stream"),
                new Wrong("a firewall", "reach")
                        .in(SetUp.right()
                                .writing((yaml, company) ->
                                        yaml.replaceAll("(api_url: )\"[^\"]*\"", "$1\"http://127.0.0.1:1\"")))
                        .is("127.0.0.1:1 没有正常回答：no access token: the connection broke")
                        .remedy("防火墙要按域名放行 127.0.0.1:1，端口 443")
                        .also("stream"),
                new Wrong("the address block", "reach")
                        .in(SetUp.right().failing("/topapi/v2/department/get", Fault.IP_BLOCK_1111))
                        .is("封了这台服务器的地址：20 秒内的调用超过 10,000 次")
                        .remedy("五分钟后自动解除"),
                new Wrong("the white list", "ip_white_list")
                        .in(SetUp.right().at(setup -> setup.callingFrom("203.0.113.9")))
                        .is("钉钉看到的地址是 203.0.113.9，它不在应用的 IP 白名单里（60020）")
                        .remedy("服务器出口 IP 里加上 203.0.113.9"),
                new Wrong("the operator", "op_user_id")
                        .in(SetUp.right().written("op_user_id: \"simadmin\"", "op_user_id: \"nobody\""))
                        .is("钉钉不接受 op_user_id nobody：无效的USERID（33012）")
                        .remedy("改成一名管理员的 userid"),
                new Wrong("the operator 0", "op_user_id")
                        .in(SetUp.right()
                                .at(setup -> setup.refusingZero())
                                .written("op_user_id: \"simadmin\"", "op_user_id: \"0\""))
                        .is("钉钉不接受 op_user_id 0：无效的USERID（33012）")
                        .remedy("“0”只有部分组织接受"));
    }

    private static Stream<Wrong> permissions() {
        return Stream.of(
                        "qyapi_get_department_list",
                        "qyapi_get_department_member",
                        "qyapi_base",
                        "qyapi_get_attendance_data",
                        "qyapi_attendance_group_read",
                        "qyapi_robot_sendmsg")
                .map(point -> new Wrong("the permission point " + point, "permission." + point)
                        .in(SetUp.right().at(setup -> setup.withholding(point)))
                        .is("没有开通，")
                        .remedy("到钉钉开发者后台为这个应用申请权限点 " + point
                                + "（https://open-dev.dingtalk.com/appscope/apply?content=dingsim00000005%23" + point
                                + "），开通后发布应用的新版本")
                        .sending());
    }

    private static Stream<Wrong> organisation() {
        return Stream.of(
                new Wrong("a department's id", "department.777")
                        .in(SetUp.right().written("id: 4100", "id: 777"))
                        .is("钉钉里没有 id 为 777 的部门（60003）")
                        .remedy("改正 departments 里的 id：777"),
                new Wrong("the contact scope", "department.4200")
                        .in(SetUp.right().at(setup -> setup.hiding(4200L)))
                        .is("不在应用的通讯录权限范围内（50004）")
                        .remedy("把这个应用的通讯录权限范围和可见范围扩大到这个部门"),
                new Wrong("the contact scope within a department", "department.4100")
                        .in(SetUp.right().at(setup -> setup.hiding(4101L)))
                        .is("下面有 1 个子部门不在应用的通讯录权限范围内，里面的人不会被统计：4101")
                        .remedy("扩大到 4101（或全部员工）"),
                new Wrong("an organisation without people", "organisation")
                        .in(SetUp.right().of(CompanyPlan.of(0, 2, 5, SetUp.DATE).withCalm(true)))
                        .is("配置的部门里一个人也读不到")
                        .remedy("往这些部门里加人"),
                new Wrong("an organisation overseas", "attendance_data")
                        .in(SetUp.right().at(setup -> setup.movedAbroad()))
                        .is("人早该上班了，但钉钉最近七天没有任何人的打卡结果")
                        .remedy("海外组织或没有认证的组织，有权限也总是没有结果"));
    }

    private static Stream<Wrong> clock() {
        return Stream.of(
                new Wrong("a clock that is half a minute fast", "clock")
                        .in(SetUp.right().simulating(one -> one.withDateAhead(Duration.ofSeconds(-30))))
                        .is("比钉钉快 0:00:")
                        .remedy("打开时间同步（NTP）")
                        .warning(),
                new Wrong("a clock that is five minutes slow", "clock")
                        .in(SetUp.right().simulating(one -> one.withDateAhead(Duration.ofMinutes(5))))
                        .is("比钉钉慢 0:0")
                        .remedy("相差一小时，钉钉就拒绝带签名的消息"),
                new Wrong("a clock that is hours fast", "clock")
                        .in(SetUp.right().simulating(one -> one.withDateAhead(Duration.ofHours(-8))))
                        .is("：加签的机器人会拒绝所有消息")
                        .remedy("校准时钟"));
    }

    private static Stream<Wrong> robots() {
        return Stream.of(
                new Wrong("a robot that was removed", "robot.4100")
                        .in(SetUp.right()
                                .writing((yaml, company) -> SetUp.replaced(
                                        yaml, company.departments().get(0).robotToken(), "0badc0de")))
                        .is("机器人已被移除，或 access_token 不对（300005）")
                        .remedy("在群里重新添加机器人")
                        .sending(),
                new Wrong("a robot's token, in the words of the documentation", "robot.4100")
                        .in(SetUp.right().robotFailing(0, Fault.ROBOT_UNKNOWN))
                        .is("机器人已被移除，或 access_token 不对（400101）")
                        .remedy("把新的 Webhook 写到 robot.webhook")
                        .sending(),
                new Wrong("a robot that is switched off", "robot.4200")
                        .in(SetUp.right().robotFailing(1, Fault.ROBOT_DISABLED))
                        .is("机器人已停用（400102）")
                        .remedy("在群的机器人设置里启用它")
                        .sending(),
                new Wrong("a group that was disbanded", "robot.4200")
                        .in(SetUp.right().robotFailing(1, Fault.ROBOT_GROUP_DISSOLVED))
                        .is("群已解散（400013）")
                        .remedy("在新的群里添加机器人")
                        .sending(),
                new Wrong("a robot that was sent too much", "robot.4100")
                        .in(SetUp.right().robotFailing(0, Fault.ROBOT_TOO_FAST))
                        .is("一分钟内的消息超过 20 条，机器人被限流（130101）")
                        .remedy("等十分钟再试")
                        .sending(),
                new Wrong("a webhook with a signature in it", "robot.4300")
                        .in(SetUp.right().writing((yaml, company) -> {
                            String token = company.departments().get(2).robotToken();
                            return SetUp.replaced(yaml, token, token + "&timestamp=1767225605000&sign=canary");
                        }))
                        .is("地址里带着 timestamp 或 sign，一小时后就失效")
                        .remedy("把加签的密钥写到 robot.secret"),
                new Wrong("a webhook of another kind", "robot.4100")
                        .in(SetUp.right().writing((yaml, company) -> {
                            String token = company.departments().get(0).robotToken();
                            return SetUp.replaced(
                                    yaml, "send?access_token=" + token, "sendBySession?access_token=" + token);
                        }))
                        .is("地址的路径是 /robot/sendBySession，不是 /robot/send")
                        .remedy("重新复制完整的 Webhook"),
                new Wrong("a token that was never put in", "robot.4100")
                        .in(SetUp.right()
                                .writing((yaml, company) -> SetUp.replaced(
                                        yaml, company.departments().get(0).robotToken(), "YOUR_TOKEN")))
                        .is("access_token 不是十六进制")
                        .remedy("重新复制完整的 Webhook")
                        .warning(),
                new Wrong("one robot for two departments", "robot.4200")
                        .in(SetUp.right().writing((yaml, company) -> {
                            SimulatedDepartment first = company.departments().get(0);
                            SimulatedDepartment second = company.departments().get(1);
                            return SetUp.replaced(yaml, second.robotToken(), first.robotToken());
                        }))
                        .is("是同一个机器人：两份播报会发到同一个群")
                        .remedy("给这个部门自己的群也添加一个机器人")
                        .warning());
    }

    private static Stream<Wrong> robotSettings() {
        return Stream.of(
                new Wrong("a robot's keyword", "robot.4300")
                        .in(SetUp.right().written("      keyword: \"考勤\"\n", ""))
                        .is("安全设置是“自定义关键词”，而消息里没有它的关键词（310000）")
                        .remedy("把机器人的关键词写到 robot.keyword")
                        .sending(),
                new Wrong("another keyword", "robot.4300")
                        .in(SetUp.right().written("      keyword: \"考勤\"\n", "      keyword: \"日报\"\n"))
                        .is("消息里没有机器人的关键词，它不是“日报”（310000）")
                        .remedy("改成机器人安全设置里的关键词")
                        .sending(),
                new Wrong("a robot's signing secret", "robot.4100")
                        .in(SetUp.right()
                                .writing((yaml, company) -> SetUp.replaced(
                                        yaml,
                                        String.valueOf(
                                                company.departments().get(0).robotSecret()),
                                        "SECcanary-of-another-robot")))
                        .is("签名不对（310000）：robot.secret 不是这个机器人的密钥")
                        .remedy("重新复制“加签”的密钥")
                        .sending(),
                new Wrong("a signing secret that was left out", "robot.4100")
                        .in(SetUp.right()
                                .writing((yaml, company) -> SetUp.replaced(
                                        yaml,
                                        "      secret: \""
                                                + company.departments().get(0).robotSecret() + "\"\n",
                                        "")))
                        .is("安全设置是“加签”，而没有配置密钥（310000）")
                        .remedy("写到 robot.secret")
                        .sending(),
                new Wrong("a robot's list of addresses", "robot.4100")
                        .in(SetUp.right().robotFailing(0, Fault.ROBOT_ADDRESS_REFUSED))
                        .is("这台服务器的地址不在机器人的 IP 地址段里（310000）")
                        .remedy("在机器人的安全设置里加上这台服务器的公网地址")
                        .sending());
    }

    private static Stream<Wrong> messages() {
        return Stream.of(
                new Wrong("the code of the app's robot", "app_robot")
                        .in(SetUp.right().written("  op_user_id:", "  robot_code: \"dingother\"\n  op_user_id:"))
                        .is("钉钉不认识 robot_code dingother（invalidParameter.robotCode.notExsit）")
                        .remedy("去掉 robot_code，默认就是 app_key")
                        .sending(),
                new Wrong("an admin's id", "app_robot")
                        .in(SetUp.right().written("admins: [\"simadmin\"]", "admins: [\"simadmin\", \"nobody\"]"))
                        .is("机器人发不到这些管理员：nobody")
                        .remedy("检查 admins 里的 userid（nobody）")
                        .sending(),
                new Wrong("no admins", "app_robot")
                        .in(SetUp.right().written("admins: [\"simadmin\"]", "admins: []"))
                        .is("没有配置 admins")
                        .remedy("在 admins 里写上管理员的 userid")
                        .warning());
    }

    private static Stream<Wrong> chat() {
        return Stream.of(
                new Wrong("Stream mode refused", "stream")
                        .in(SetUp.right()
                                .with(options -> options.withStream(true))
                                .failing(OPEN, Fault.AUTH_FAILED))
                        .is("钉钉不接受 app_key 和 app_secret，Stream 连不上（401）")
                        .remedy("重新复制 Client ID 和 Client Secret"),
                new Wrong("Stream mode out of reach", "stream")
                        .in(SetUp.right()
                                .with(options -> options.withStream(true))
                                .failing(OPEN, Fault.HTML_400))
                        .is("没有得到连接地址：DingTalk answered HTTP 400 with a web page")
                        .remedy("wss-open-connection.dingtalk.com，端口 443"),
                new Wrong("neither Stream mode nor callback", "stream")
                        .in(SetUp.right()
                                .with(options -> options.withStream(false))
                                .written("  stream: false\n", "  stream: false\n  callback: false\n"))
                        .is("stream 和 callback 都关着：机器人听不到提问")
                        .remedy("把 dingtalk.stream 设为 true")
                        .warning(),
                new Wrong("a callback that nobody can reach", "callback")
                        .in(SetUp.right().with(options -> options.withStream(false)))
                        .is("只有 HTTP 回调，而 web.host 是 127.0.0.1")
                        .remedy("把 dingtalk.stream 设为 true")
                        .warning());
    }

    private static Stream<Wrong> databaseAndQuota() {
        return Stream.of(
                new Wrong("PostgreSQL that is not there", "database")
                        .in(
                                SetUp.right()
                                        .writing(
                                                (yaml, company) -> yaml.replaceAll(
                                                        "url: \"jdbc:h2:[^\"]*\"",
                                                        "url: \"jdbc:postgresql://127.0.0.1:1/rollcall\"\n  password: canary-password")))
                        .is("连接不上")
                        .remedy("检查 database.url 里的主机、端口"),
                new Wrong("a directory that cannot be written to", "database")
                        .in(SetUp.right()
                                .writing((yaml, company) -> yaml.replaceAll(
                                        "url: \"jdbc:h2:[^\"]*\"", "url: \"jdbc:h2:/proc/none/ledger\"")))
                        .is("数据库打不开，或拒绝写入")
                        .remedy("目录要能写"),
                new Wrong("a month without calls", "quota")
                        .in(SetUp.right().simulating(one -> one.withMonthlyQuota(1)))
                        .is("钉钉答复：本月的接口调用已用完（90020）")
                        .remedy("给机器人发“配额 恢复”"),
                new Wrong("a month's calls by our own count", "quota")
                        .in(SetUp.right()
                                .with(options -> options.withStream(true).withMonthlyCalls(2)))
                        .is("按 Rollcall 自己的计数，本月的接口调用已用完（2 / 2）")
                        .remedy("改大 dingtalk.monthly_calls"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void oneThingThatIsWrongIsNamedWithItsRemedyAndNothingElseIs(Wrong wrong) throws Exception {
        try (Surgery surgery = new Surgery(wrong.setUp)) {
            CommandLineRun run = wrong.sends
                    ? surgery.doctor("--send-test", "--format", "json")
                    : surgery.doctor("--format", "json");

            JsonNode diagnosis = MAPPER.readTree(run.out());
            JsonNode finding = of(diagnosis, wrong.id);
            assertThat(finding.path("state").asText())
                    .as(finding.toPrettyString())
                    .isEqualTo(wrong.warns ? "warning" : "failed");
            assertThat(finding.path("text").asText()).contains(wrong.sentence);
            assertThat(finding.path("remedy").asText()).contains(wrong.remedy);
            Set<String> ill = new TreeSet<>(wrong.others);
            if (!wrong.warns) {
                ill.add(wrong.id);
            }
            assertThat(in(diagnosis, "failed")).as(run.out()).isEqualTo(ill);
            assertThat(run.code()).as(run.err()).isEqualTo(ill.isEmpty() ? 0 : 1);
            surgery.hidesItsSecrets(run);
            assertThat(surgery.metered()).isLessThanOrEqualTo(METERED + (wrong.sends ? 1 : 2));
        }
    }

    /** As many as the commonest twenty-five, and each is another. */
    @Test
    void atLeastTwentyFiveFaultsAreInTheTable() {
        assertThat(wrong().map(Wrong::toString)).hasSizeGreaterThanOrEqualTo(25).doesNotHaveDuplicates();
    }

    @Test
    void whereEverythingIsWellWhatWasTriedIsTickedAndFewCallsAreMade() throws Exception {
        try (Surgery surgery = new Surgery(SetUp.right())) {
            CommandLineRun run = surgery.doctor();

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines().toList())
                    .hasSizeGreaterThan(20)
                    .allMatch(line -> line.matches("[✔–] \\S.* · \\S.*"))
                    .contains(
                            "✔ 访问令牌 · 钉钉接受 app_key 和 app_secret",
                            "✔ 配置的部门 · 3 个部门都在，应用看得到",
                            "✔ 考勤数据 · 有排班，也有打卡结果",
                            "✔ 本月额度 · 接口调用 6，消息 0",
                            "– 权限点 qyapi_robot_sendmsg · 没有检查：用 doctor --send-test 试发时才知道");
            assertThat(run.out().lines().filter(line -> line.startsWith("–")))
                    .as("a permission point, the admins, and four robots: nothing was sent")
                    .hasSize(6)
                    .contains("– 应用机器人的私信 · 没有试发：能不能收到要试过才知道 → 运行 doctor --send-test，它给管理员发一条有标记的测试私信")
                    .filteredOn(line ->
                            line.endsWith("的群机器人 · 没有试发：地址完整，但能不能发要试过才知道 → 运行 doctor --send-test，它用每个机器人发一条有标记的测试消息"))
                    .hasSize(4);
            assertThat(surgery.metered()).isEqualTo(METERED);
            assertThat(surgery.refusals()).isEmpty();
            assertThat(surgery.posted()).isEmpty();
            surgery.hidesItsSecrets(run);
        }
    }

    @Test
    void aTestMessageGoesToEachRobotOnceAndToTheAdmins() throws Exception {
        try (Surgery surgery = new Surgery(SetUp.right())) {
            CommandLineRun run = surgery.doctor("--send-test");

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out())
                    .contains("✔ 权限点 qyapi_robot_sendmsg · 已开通", "✔ 应用机器人的私信 · 管理员都收到了测试私信")
                    .doesNotContain("–");
            assertThat(run.out().lines().filter(line -> line.endsWith("测试消息已送达")))
                    .hasSize(4);
            assertThat(surgery.posted()).hasSize(5).allMatch(text -> text.contains("Rollcall 测试消息"));
            assertThat(surgery.metered()).isEqualTo(METERED + 1);
        }
    }

    @Test
    void aRobotThatHasPostedIsTickedWithWhenAndOneThatRefusedIsNot() throws Exception {
        try (Surgery surgery = new Surgery(SetUp.right()
                .with(options -> ConfigOptions.morningAt("10:20").withStream(true))
                .robotFailing(1, Fault.ROBOT_DISABLED))) {
            surgery.run("check", "--cutoff", "morning", "--send");

            CommandLineRun run = surgery.doctor();

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(
                            run.out()
                                    .lines()
                                    .filter(
                                            line -> line.matches(
                                                    "✔ .*的群机器人 · 最近一次播报在 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d 送达，之后没有失败；如果之后改过密钥或关键词，要用 --send-test 才能验证")))
                    .hasSize(3);
            assertThat(run.out().lines().filter(line -> line.contains("的群机器人 · 没有试发")))
                    .hasSize(1);
        }
    }

    /** Shadow keeps digests from a group; whoever asks for a test wants to know before it ends. */
    @Test
    void aDepartmentInShadowIsTestedToo() throws Exception {
        SetUp shadow =
                SetUp.right().written("    cutoffs: [\"morning\"]\n", "    cutoffs: [\"morning\"]\n    shadow: true\n");
        try (Surgery surgery = new Surgery(shadow)) {
            assertThat(surgery.config().departments()).allMatch(DepartmentConfig::shadow);

            CommandLineRun run = surgery.doctor("--send-test");

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out().lines().filter(line -> line.endsWith("测试消息已送达")))
                    .hasSize(4);
            assertThat(surgery.posted()).hasSize(5);
        }
    }

    @Test
    void inEnglishItFindsTheSame() throws Exception {
        SetUp english = SetUp.right().written("time_zone: Asia/Shanghai", "time_zone: Asia/Shanghai\nlanguage: en");
        try (Surgery surgery = new Surgery(english)) {
            CommandLineRun run = surgery.doctor();

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out())
                    .contains("✔ Access token · DingTalk accepts app_key and app_secret")
                    .doesNotContain("已", "没有");
        }
    }

    @Test
    void asJsonEachFindingHasAnIdAStateAndWords() throws Exception {
        try (Surgery surgery = new Surgery(SetUp.right().robotFailing(0, Fault.ROBOT_DISABLED))) {
            JsonNode json = MAPPER.readTree(
                    surgery.doctor("--format", "json", "--send-test").out());

            assertThat(json.path("as_of").asText())
                    .startsWith("2026-11-20T10:30:")
                    .endsWith("+08:00");
            assertThat(json.path("metered_as_of").asText())
                    .isEqualTo(json.path("as_of").asText());
            assertThat(json.path("well").isBoolean()).isTrue();
            assertThat(json.path("well").asBoolean()).isFalse();
            assertThat(json.path("failed").asInt()).isEqualTo(1);
            int all = 0;
            for (String state : List.of("ok", "warning", "failed", "skipped")) {
                assertThat(in(json, state)).hasSize(json.path(state).asInt());
                all += json.path(state).asInt();
            }
            assertThat(json.path("findings")).hasSize(all).allSatisfy(one -> {
                assertThat(one.properties().stream().map(Map.Entry::getKey))
                        .containsExactly("id", "state", "title", "text", "remedy");
                boolean bad =
                        Set.of("failed", "warning").contains(one.path("state").asText());
                assertThat(one.path("remedy").isNull()).isEqualTo(!bad);
            });
        }
    }

    @Test
    void whereTheMonthIsUsedUpNothingMeteredIsAsked() throws Exception {
        try (Surgery surgery = new Surgery(
                SetUp.right().with(options -> options.withStream(true).withMonthlyCalls(10)))) {
            try (Ledger ledger = Ledger.open(surgery.config().database(), surgery.clock)) {
                MonthlyAllowance calls = ledger.calls(10);
                for (int call = 0; call < 10; call++) {
                    assertThat(calls.take()).isTrue();
                }
            }
            CommandLineRun run = surgery.doctor("--send-test");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("✘ 本月额度 · 按 Rollcall 自己的计数，本月的接口调用已用完（10 / 10）")
                    .contains("– 权限点 qyapi_base · 没有检查：本月的接口调用已用完")
                    .contains("– 应用机器人的私信 · 没有检查：本月的接口调用已用完")
                    .contains("✔ 配置的部门 · 3 个部门都在");
            assertThat(surgery.metered()).isZero();
        }
    }

    /** A minute of the program's time is three seconds. */
    @Test
    void howeverLongDingTalkTakesItEndsAndSaysWhatItCan() throws Exception {
        QuickTime time = QuickTime.from(NOW);
        try (Surgery surgery = new Surgery(SetUp.right().failing("*all*", Fault.HANGS), time, time)) {
            long begin = time.nanos();
            CommandLineRun run = surgery.doctor("--send-test");

            assertThat(Duration.ofNanos(time.nanos() - begin)).isLessThan(Duration.ofMinutes(3));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("✘ 连接钉钉 · ", "✔ 数据库 · 能打开、能写入", "✔ 时区数据 · Asia/Shanghai", "✔ 本月额度")
                    .contains("– 权限点 qyapi_base · 没有检查：");
        }
    }

    @Test
    void wrongUsageAndABadConfigurationHaveTheirOwnExitCodes() throws Exception {
        try (Surgery surgery = new Surgery(SetUp.right())) {
            assertThat(surgery.doctor("--send-tests").code()).isEqualTo(2);
            assertThat(surgery.doctor("--format", "xml").code()).isEqualTo(2);
            Files.writeString(surgery.file, "departments: []\n");
            assertThat(surgery.doctor().code()).isEqualTo(3);
        }
    }

    @Test
    void inChatAnAdminIsToldTheProblemsAtLengthAndTheRestAsANumber() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker admin = day.company.askers().admin();
            String well = day.answer(admin, day.alone(admin), "体检");
            assertThat(well).matches("体检完成：\\d\\d 项正常");

            day.simulator.faults().on("/topapi/attendance/listschedule", Fault.ERR_60020, -1);
            day.afterAMinute();
            assertThat(day.answer(admin, day.alone(admin), "体检"))
                    .contains("项有问题")
                    .contains("✘ IP 白名单 · 钉钉看到的地址是 203．0．113．9，它不在应用的 IP 白名单里（60020）"
                            + " → 到钉钉开发者后台，在这个应用的服务器出口 IP 里加上 203．0．113．9");
            day.afterAMinute();
            assertThat(day.answer(admin, day.alone(admin), "doctor"))
                    .contains("✘ IP white list · DingTalk sees the address", "with problems");
        }
    }

    @Test
    void programsReadTheSameAndMayAskOftenWithoutCostingCalls() throws Exception {
        ConfigOptions options = ConfigOptions.morningAt("18:00").withWeb("tokens: [\"a-token-of-the-board-4711\"]");
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options, NOW)) {
            assertThat(get(day, "").statusCode()).isEqualTo(401);
            HttpResponse<String> answer = get(day, "", "Authorization", "Bearer a-token-of-the-board-4711");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode first = MAPPER.readTree(answer.body());
            assertThat(first.path("well").asBoolean()).as(answer.body()).isTrue();
            assertThat(in(first, "ok")).contains("token", "scheduler", "stream", "database");
            assertThat(in(first, "skipped")).contains("robot.4100", "robot.company", "app_robot");
            assertThat(day.simulator.calls().metered()).isEqualTo(METERED);

            day.afterAMinute();
            day.later(Duration.ofMinutes(5));
            JsonNode second = MAPPER.readTree(get(day, "?lang=en", "Authorization", "Bearer a-token-of-the-board-4711")
                    .body());
            assertThat(of(second, "token").path("text").asText()).isEqualTo("DingTalk accepts app_key and app_secret");
            assertThat(second.path("metered_as_of").asText())
                    .isEqualTo(first.path("as_of").asText())
                    .isNotEqualTo(second.path("as_of").asText());
            assertThat(day.simulator.calls().metered()).as("nothing more").isEqualTo(METERED);

            JsonNode fresh =
                    MAPPER.readTree(get(day, "?fresh=true", "Authorization", "Bearer a-token-of-the-board-4711")
                            .body());
            assertThat(fresh.path("metered_as_of").asText())
                    .isEqualTo(fresh.path("as_of").asText());
            assertThat(day.simulator.calls().metered()).isEqualTo(2 * METERED);

            assertThat(get(day, "?fresh=yes", "Authorization", "Bearer a-token-of-the-board-4711")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(get(day, "?send-test=true", "Authorization", "Bearer a-token-of-the-board-4711")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static HttpResponse<String> get(ChatDay day, String query, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + day.app().port() + "/api/v1/doctor" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode of(JsonNode diagnosis, String id) {
        for (JsonNode one : diagnosis.path("findings")) {
            if (one.path("id").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no finding " + id + " in " + diagnosis.toPrettyString());
    }

    private static Set<String> in(JsonNode diagnosis, String state) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode one : diagnosis.path("findings")) {
            if (one.path("state").asText().equals(state)) {
                ids.add(one.path("id").asText());
            }
        }
        return ids;
    }

    /** Something that is wrong, and how it is to be named. */
    private static final class Wrong {
        private final String name;
        private final String id;
        private final Set<String> others = new TreeSet<>();
        private SetUp setUp = SetUp.right();
        private String sentence = "";
        private String remedy = "";
        private boolean sends;
        private boolean warns;

        Wrong(String name, String id) {
            this.name = name;
            this.id = id;
        }

        Wrong in(SetUp wrongly) {
            setUp = wrongly;
            return this;
        }

        Wrong is(String words) {
            sentence = words;
            return this;
        }

        Wrong remedy(String words) {
            remedy = words;
            return this;
        }

        /** With test messages. */
        Wrong sending() {
            sends = true;
            return this;
        }

        /** It works all the same. */
        Wrong warning() {
            warns = true;
            return this;
        }

        /** What rightly fails with it. */
        Wrong also(String... more) {
            others.addAll(List.of(more));
            return this;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A company with its configuration, and a doctor on the command line. */
    private final class Surgery implements AutoCloseable {
        private final SimulatedCompany company;
        private final DingTalkSimulator simulator;
        private final Path file = directory.resolve("bot-config.yaml");
        private final Clock clock;
        private final Waiting waiting;

        Surgery(SetUp setUp) throws IOException {
            this(setUp, MovedClock.at(NOW), Waiting.real());
        }

        Surgery(SetUp setUp, Clock clock, Waiting waiting) throws IOException {
            this.clock = clock;
            this.waiting = waiting;
            company = SimulatedCompany.generate(setUp.plan());
            simulator = DingTalkSimulator.start(
                    company, setUp.settings().apply(SimulatorSettings.defaults().withClock(clock)));
            setUp.faults().accept(simulator);
            ConfigOptions options = setUp.options()
                    .apply(ConfigOptions.morningAt("18:00").withStream(true))
                    .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
            Files.writeString(file, setUp.yaml().apply(company.configYaml(simulator.url(), options), company));
        }

        CommandLineRun doctor(String... more) {
            return run("doctor", more);
        }

        CommandLineRun run(String command, String... more) {
            List<String> arguments = new ArrayList<>(List.of(command, "--config", file.toString()));
            arguments.addAll(List.of(more));
            return CommandLineRun.around().at(clock).waiting(waiting).run(arguments.toArray(String[]::new));
        }

        BotConfig config() throws Exception {
            return ConfigLoader.load(file, Map.of());
        }

        int metered() {
            return simulator.calls().metered();
        }

        List<String> refusals() {
            return simulator.calls().refusals();
        }

        /** Everything that has arrived in any chat. */
        List<String> posted() {
            return simulator.chats().chats().stream()
                    .flatMap(chat -> chat.messages().stream())
                    .map(message -> message.text())
                    .toList();
        }

        @Override
        public void close() {
            simulator.close();
        }

        void hidesItsSecrets(CommandLineRun run) {
            List<String> secrets = new ArrayList<>(List.of(company.appSecret(), "canary", "sim-tok-", "access_token="));
            List<SimulatedDepartment> robots = new ArrayList<>(company.departments());
            robots.add(company.companyRobot());
            for (SimulatedDepartment robot : robots) {
                secrets.add(robot.robotToken());
                if (robot.robotSecret() != null) {
                    secrets.add(robot.robotSecret());
                }
            }
            assertThat(run.out() + run.err()).doesNotContain(secrets.toArray(String[]::new));
        }
    }
}
