package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.chat.Intent;
import dev.rollcall.ledger.Orders.Order;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ConfigOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands that change something, over the callback: nobody vouches for who gives them, unless the configuration does. */
class CallbackOrdersTest {
    private static final String REFUSED = "HTTP 回调";
    private static final String NOT_YOURS = "没有权限";

    private static ChatDay day(boolean callbackAdmin) throws Exception {
        ConfigOptions options = ConfigOptions.morningAt("18:00").withCallbackAdmin(callbackAdmin);
        return new ChatDay(Way.CALLBACK, ChatDay.company(), options, ChatDay.NOW);
    }

    /** How each is given of the first department (D) and one of its people (P); empty where nothing is changed. */
    private static String command(Intent intent) {
        return switch (intent) {
            case MUTE -> "静默 今天 D";
            case UNMUTE -> "恢复 D";
            case RESEND -> "重发 18:00 D";
            case RELEASE -> "放行 D";
            case ACK -> "已知 P 外勤 到 12:00";
            case BIND -> "绑定 D";
            case UNBIND -> "解绑";
            case QUOTA_RESUME -> "配额 恢复";
            case ABSENT, LATE, LEAVE, OUT, SUMMARY, STATUS, WHY, ME, NEXT, HELP, PREVIEW, DOCTOR, QUOTA, UNKNOWN -> "";
        };
    }

    private static List<Intent> changing() {
        return Stream.of(Intent.values())
                .filter(intent -> !command(intent).isEmpty())
                .toList();
    }

    /** What the bot says, where the command was given or in private. */
    private static String told(ChatDay day, Asker asker, Intent intent) throws InterruptedException {
        int before = day.privately(asker).size();
        String person = day.company.nameOf(
                day.company.bookAt(ChatDay.NOW).department(day.department(0).id()).absent().keySet().stream()
                        .filter(id -> !id.equals(asker.userId()))
                        .findFirst()
                        .orElseThrow());
        String typed = command(intent).replace("D", day.department(0).name()).replace("P", person);
        boolean inGroup = intent == Intent.BIND || intent == Intent.UNBIND;
        String answer = day.answer(asker, inGroup ? day.group(0) : day.alone(asker), typed);
        StringBuilder all = new StringBuilder(answer);
        day.privately(asker).stream().skip(before).forEach(more -> all.append(more.text()));
        return all.toString();
    }

    private static List<Asker> adminAndLead(ChatDay day) {
        return List.of(
                day.company.askers().admin(),
                day.company.askers().lead(day.department(0).id()));
    }

    @Test
    void noneIsTakenFromAnybodyUnlessTheConfigurationAllowsIt() throws Exception {
        try (ChatDay day = day(false)) {
            List<Order> orders = new ArrayList<>();
            for (Asker asker : adminAndLead(day)) {
                for (Intent intent : changing()) {
                    assertThat(told(day, asker, intent))
                            .as(asker.name() + ": " + intent)
                            .containsAnyOf(REFUSED, NOT_YOURS);
                }
                day.afterAMinute();
            }
            orders.addAll(day.orders());

            assertThat(orders)
                    .hasSize(2 * changing().size())
                    .allMatch(order -> order.outcome().equals("refused"))
                    .allMatch(order -> order.transport().equals("callback"));
            assertNothingChanged(day);
        }
    }

    private static void assertNothingChanged(ChatDay day) {
        assertThat(day.app().ledger().mutes().of(ChatDay.DATE)).isEmpty();
        assertThat(day.app().ledger().ties().all()).isEmpty();
        assertThat(day.app().ledger().acknowledgements().of(ChatDay.DATE, ChatDay.NOW))
                .isEmpty();
        assertThat(day.app().ledger().slots().of(ChatDay.DATE)).isEmpty();
    }

    @Test
    void whereItDoesEachIsTakenFromThoseWhoseItIs() throws Exception {
        try (ChatDay day = day(true)) {
            Asker admin = day.company.askers().admin();
            Asker lead = day.company.askers().lead(day.department(0).id());
            for (Intent intent : changing()) {
                assertThat(told(day, admin, intent))
                        .as("the admin: " + intent)
                        .doesNotContain(REFUSED)
                        .doesNotContain(NOT_YOURS);
            }
            day.afterAMinute();
            for (Intent intent : List.of(Intent.BIND, Intent.UNBIND, Intent.RELEASE, Intent.ACK)) {
                assertThat(told(day, lead, intent))
                        .as("the lead: " + intent)
                        .doesNotContain(REFUSED)
                        .doesNotContain(NOT_YOURS);
            }
            for (Intent intent : List.of(Intent.MUTE, Intent.UNMUTE, Intent.RESEND)) {
                assertThat(told(day, lead, intent)).as("the lead: " + intent).contains(NOT_YOURS);
            }
            assertThat(day.app().ledger().acknowledgements().of(ChatDay.DATE, ChatDay.NOW))
                    .hasSize(1);
        }
    }

    /** So that a new command that changes something is in the table: all that are written down but the three that look. */
    @Test
    void everyCommandThatIsWrittenDownIsInTheTableUnlessItOnlyLooks() {
        assertThat(changing())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Intent.values())
                        .filter(Intent::recorded)
                        .filter(intent -> !List.of(Intent.PREVIEW, Intent.DOCTOR, Intent.QUOTA)
                                .contains(intent))
                        .toList());
    }
}
