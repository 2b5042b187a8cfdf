package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The board in a real browser: what is seen, what it loads, what it complains about. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoardBrowserTest {
    private static final String TOKEN = "hr-token-of-1000-people";

    private static Browser browser() throws Exception {
        Optional<Path> program = Browser.installed();
        assumeTrue(program.isPresent(), "no browser: install Debian's package chromium");
        return new Browser(program.get());
    }

    @Test
    void onePageShowsTheCompanyAndItsNumbersChangeWithoutReloading() throws Exception {
        CompanyPlan plan = ChatDay.company().withShiftStart(LocalTime.of(9, 35));
        ConfigOptions options =
                ConfigOptions.morningAt("18:00").withConversations(true).withWeb("tokens: [\"" + TOKEN + "\"]");
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, plan, options, ChatDay.NOW)) {
            String home = "http://127.0.0.1:" + day.app().port();
            browser.language("zh-CN");
            browser.screen(1200, 900, false);
            browser.open(home + "/departments/" + day.department(0).id());
            assertThat(browser.js("location.pathname").asText()).isEqualTo("/login");
            browser.picture("login");
            browser.js("document.querySelector('[name=token]').value = '" + TOKEN + "'");
            browser.js("document.querySelector('form[action=\"/login\"]').submit()");
            browser.until("location.pathname.startsWith('/departments/')");
            browser.until("document.querySelectorAll('.person').length > 0");
            browser.until("document.querySelector('.plot canvas') !== null");
            browser.picture("department");

            browser.open(home + "/");
            browser.until("document.querySelectorAll('.department').length === 3");
            browser.until("document.querySelector('.live.on') !== null");
            assertThat(browser.js("document.querySelector('.live').textContent").asText())
                    .isEqualTo("实时");
            browser.picture("board");
            browser.js("window.same = true");
            String present = "document.querySelector('.company .numbers .present dd').textContent";
            String before = browser.js(present).asText();
            day.later(Duration.ofMinutes(11));
            browser.until(present + " !== '" + before + "'");
            int expected = day.company.bookAt(day.now()).company().present();
            browser.until(present + " === '" + expected + "'");
            assertThat(browser.js("window.same").asBoolean())
                    .as("it was not reloaded")
                    .isTrue();

            browser.open(home + "/search?q=zhang");
            browser.until("document.querySelectorAll('.people li').length > 0");
            browser.open(home + "/?date=2026-11-19");
            browser.until("document.querySelectorAll('.department').length === 3");
            browser.open(home + "/language/en?next=/");
            browser.until("document.querySelector('h1').textContent.startsWith('Whole company')");

            for (boolean dark : new boolean[] {false, true}) {
                browser.screen(360, 740, dark);
                browser.open(home + "/");
                browser.until("document.querySelectorAll('.department').length === 3");
                assertThat(browser.js("[...document.querySelectorAll('main *')]"
                                        + ".filter(one => one.getBoundingClientRect().right > 361)"
                                        + ".map(one => one.outerHTML.slice(0, 80)).join()")
                                .asText())
                        .as("what is wider than the phone")
                        .isEmpty();
                browser.picture(dark ? "phone-dark" : "phone");
            }
            assertThat(browser.js("getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .as("it is dark in the dark")
                    .isNotEqualTo("rgb(255, 255, 255)");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith(home + "/") || address.startsWith("data:"));
        }
    }
}
