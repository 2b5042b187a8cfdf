package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

            whatIsOpenedStaysOpenWhenThePageChanges(browser, day, home);

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

    private static void whatIsOpenedStaysOpenWhenThePageChanges(Browser browser, ChatDay day, String home)
            throws Exception {
        browser.open(home + "/departments/" + day.department(0).id());
        browser.until("document.querySelector('.live.on') !== null");
        browser.js("document.querySelector('.standing.present details').open = true");
        browser.js("window.one = [...document.querySelectorAll('.standing.present .person')].pop();"
                + "one.open = true; one.querySelector('summary').focus(); window.key = one.dataset.key;"
                + "window.scrollTo(0, 200); window.at = scrollY; document.querySelector('#live').marked = true");
        day.later(Duration.ofMinutes(6));
        browser.until("!document.querySelector('#live').marked");
        browser.until("document.querySelector('.standing.present details').open");
        browser.until("document.querySelector(`.person[data-key=\"${key}\"]`).open");
        browser.until("document.activeElement.closest('details').dataset.key === key");
        assertThat(browser.js("one.isConnected").asBoolean())
                .as("it is another element by now")
                .isFalse();
        assertThat(browser.js("Math.min(at, document.documentElement.scrollHeight - innerHeight) - scrollY")
                        .asInt())
                .as("how far it has moved, as people come and go above")
                .isBetween(-100, 100);
    }

    /** What happened meanwhile is not told again. */
    @Test
    void aPageThatWasCutOffSaysSoAndCatchesUp() throws Exception {
        CompanyPlan plan = ChatDay.company().withShiftStart(LocalTime.of(9, 35));
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, plan, options("18:00"), ChatDay.NOW);
                Relay line = Relay.to(day.app().port())) {
            loggedIn(browser, line.port());
            browser.until("document.querySelector('.live.on') !== null");
            browser.js("window.same = true");
            line.away(Relay.Away.REFUSED);
            browser.until("document.querySelector('.live.on') === null");
            assertThat(browser.js("document.querySelector('.live').textContent").asText())
                    .isEqualTo("非实时");
            String present = "document.querySelector('.company .numbers .present dd').textContent";
            int before = day.company.bookAt(day.now()).company().present();
            assertThat(browser.js(present).asInt()).isEqualTo(before);

            day.later(Duration.ofMinutes(11));
            int now = day.company.bookAt(day.now()).company().present();
            assertThat(now).isGreaterThan(before);
            line.back();
            browser.until(present + " === '" + now + "'");
            browser.until("document.querySelector('.live.on') !== null");
            assertThat(browser.js("window.same").asBoolean())
                    .as("it was not reloaded")
                    .isTrue();
        }
    }

    @Test
    void aPageThatIsOpenAtMidnightTurnsToTheNewDay() throws Exception {
        Instant evening = ChatDay.DATE.atTime(23, 57).atZone(ChatDay.ZONE).toInstant();
        for (String page : List.of("/", "/departments/")) {
            try (Browser browser = browser();
                    ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options("18:00"), evening)) {
                String home = loggedIn(browser, day);
                browser.open(
                        home + page + (page.equals("/") ? "" : day.department(0).id()));
                String date = "document.querySelector('h1 small').textContent";
                browser.until("document.querySelector('.live.on') !== null");
                assertThat(browser.js(date).asText()).isEqualTo("2026-11-20");

                day.later(Duration.ofMinutes(4));
                browser.until(date + " === '2026-11-21'");
                assertThat(browser.js("document.querySelector('.days [name=date]').value")
                                .asText())
                        .isEqualTo("2026-11-21");
                browser.until("document.querySelector('.live.on') !== null");
                own(browser, home);
            }
        }
    }

    @Test
    void aPageWhoseLogInIsOverGoesToTheLogIn() throws Exception {
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options("18:00"), ChatDay.NOW)) {
            loggedIn(browser, day);
            browser.until("document.querySelector('.live.on') !== null");
            day.later(Duration.ofHours(13));
            browser.js("htmx.trigger('#live', 'refresh')");
            browser.until("location.pathname === '/login' && document.readyState === 'complete'");
            assertThat(browser.js("location.search").asText()).isEqualTo("?next=%2F");
        }
    }

    /** On the first day there is one point, which is where it belongs. */
    @Test
    void theTrendOfTheFirstDayIsSeen() throws Exception {
        CompanyPlan plan = ChatDay.company();
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, plan, options("09:46"), ChatDay.NOW.minusSeconds(2))) {
            day.later(Duration.ofSeconds(62));
            day.app().round();
            assertThat(day.posted(0, 1)).hasSize(1);
            String home = loggedIn(browser, day);
            browser.open(home + "/departments/" + day.department(0).id());
            browser.until("document.querySelector('.plot[data-kind=trend] canvas') !== null");
            browser.picture("trend");
            browser.js("window.absent = getComputedStyle(document.documentElement).getPropertyValue('--absent')");
            browser.js("window.paper = document.createElement('canvas').getContext('2d')");
            browser.js("paper.fillStyle = absent; paper.fillRect(0, 0, 1, 1);"
                    + " window.colour = [...paper.getImageData(0, 0, 1, 1).data].join()");
            browser.until("(() => { const canvas = document.querySelector('.plot[data-kind=trend] canvas');"
                    + " const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                    + " for (let i = 0; i < all.length; i += 4)"
                    + "  if ([all[i], all[i + 1], all[i + 2], all[i + 3]].join() === colour) return true;"
                    + " return false; })()");
            own(browser, home);
        }
    }

    private static ConfigOptions options(String cutoff, String... more) {
        List<String> web = new ArrayList<>(List.of("tokens: [\"" + TOKEN + "\"]"));
        web.addAll(List.of(more));
        return ConfigOptions.morningAt(cutoff).withConversations(true).withWeb(web.toArray(String[]::new));
    }

    private static String loggedIn(Browser browser, ChatDay day) throws Exception {
        return loggedIn(browser, day.app().port());
    }

    private static String loggedIn(Browser browser, int port) throws Exception {
        String home = "http://127.0.0.1:" + port;
        browser.language("zh-CN");
        browser.screen(1200, 900, false);
        browser.open(home + "/login");
        browser.js("document.querySelector('[name=token]').value = '" + TOKEN + "'");
        browser.js("document.querySelector('form[action=\"/login\"]').submit()");
        browser.until("location.pathname === '/' && document.readyState === 'complete'");
        browser.untilRead("document.querySelector('.department') !== null");
        return home;
    }

    private static void own(Browser browser, String home) {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith(home + "/")
                        || address.startsWith("data:")
                        || address.startsWith("blob:" + home));
    }

    /** By an automated check: nothing serious on any page, in the light and in the dark. */
    @Test
    void nothingSeriousStandsInTheWayOfAnybodyOnAnyPage() throws Exception {
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, ChatDay.company().withPast(3), options("18:00"), ChatDay.NOW)) {
            String home = "http://127.0.0.1:" + day.app().port();
            browser.screen(1200, 900, false);
            browser.open(home + "/login");
            accessible(browser, "login");
            loggedIn(browser, day);
            long id = day.department(0).id();
            List<String> pages = List.of(
                    "/",
                    "/?date=2026-11-19",
                    "/departments/" + id,
                    "/search?q=zhang",
                    "/report",
                    "/report?from=2026-11-18&to=2026-11-19",
                    "/openapi",
                    "/preview",
                    "/preview?department=" + id + "&cutoff=morning",
                    "/preview?department=1&cutoff=x",
                    "/?date=never");
            for (boolean dark : new boolean[] {false, true}) {
                browser.screen(1200, 900, dark);
                for (String page : pages) {
                    browser.open(home + page);
                    browser.until("document.querySelector('[aria-busy=true]') === null");
                    accessible(browser, page + (dark ? " in the dark" : ""));
                }
            }
            browser.js("document.querySelector('main').innerHTML += '<img src=\"/assets/icon.svg\">'");
            assertThat(found(browser)).as("the check finds what is there").contains("image-alt");
        }
    }

    private static void accessible(Browser browser, String page) throws Exception {
        assertThat(found(browser)).as(page).isEqualTo(".");
    }

    /** What is serious on the page, a line each, and a full stop. */
    private static String found(Browser browser) throws Exception {
        String script = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = BoardBrowserTest.class.getClassLoader().getResourceAsStream(script)) {
            browser.js(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8) + ";0");
        }
        return browser.js("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations"
                        + ".filter(one => ['serious', 'critical'].includes(one.impact))"
                        + ".map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html).join(' | '))"
                        + ".join('\\n') + '.')")
                .asText();
    }

    @Test
    void bothFilesOfAReportAreDownloadedOnceItsDaysAreRead() throws Exception {
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, ChatDay.company().withPast(5), options("18:00"), ChatDay.NOW)) {
            String home = loggedIn(browser, day);
            browser.js("document.querySelector('a[href=\"/report\"]').click()");
            browser.until("location.pathname === '/report' && document.readyState === 'complete'");
            browser.js("document.querySelector('[name=from]').value = '2026-11-17'");
            browser.js("document.querySelector('form.range').submit()");
            browser.until("document.querySelector('[hx-post]') !== null");
            browser.picture("report");
            browser.js("document.querySelector('[hx-post]').click()");
            browser.until("document.querySelectorAll('a.download').length === 2");
            for (String format : List.of("xlsx", "csv")) {
                Path file = browser.downloads().resolve("rollcall-2026-11-17-2026-11-19." + format);
                browser.js("document.querySelector('a.download[href$=" + format + "]').click()");
                browser.until(() -> Files.exists(file));
                assertThat(file).isNotEmptyFile();
            }
            own(browser, home);
        }
    }

    @Test
    void aCompanyOfFortyDepartmentsAndThreeThousandPeopleFitsOnAPhone() throws Exception {
        CompanyPlan plan = CompanyPlan.of(3000, 40, 7, ChatDay.DATE).withCalm(true);
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, plan, options("18:00"), ChatDay.NOW)) {
            String home = loggedIn(browser, day);
            browser.until("document.querySelectorAll('.department').length === 40");
            browser.until("document.querySelector('.live.on') !== null"); // Though its first reading took a while.
            int expected = day.company.bookAt(ChatDay.NOW).company().present();
            assertThat(browser.js("document.querySelector('.company .numbers .present dd').textContent")
                            .asInt())
                    .isEqualTo(expected);
            browser.picture("large");
            browser.screen(360, 740, false);
            browser.open(home + "/departments/" + day.department(0).id());
            browser.until("document.querySelectorAll('.person').length > 50");
            fits(browser);
            browser.picture("large-phone");
            own(browser, home);
        }
    }

    private static void fits(Browser browser) throws Exception {
        assertThat(browser.js("[...document.querySelectorAll('main *')]"
                                + ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
                                + ".map(one => one.outerHTML.slice(0, 80)).join()")
                        .asText())
                .as("what is wider than the screen")
                .isEmpty();
    }

    /** Scripts, formulas, marks that turn the line round, names without end: text, and nothing else. */
    @Test
    void hostileNamesAreShownAsTheyAre() throws Exception {
        CompanyPlan plan = CompanyPlan.of(160, 2, 3, ChatDay.DATE).withDirectMembersOnly(true);
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, plan, options("18:00"), ChatDay.NOW)) {
            String home = loggedIn(browser, day);
            browser.screen(360, 740, false);
            Set<String> shown = new HashSet<>();
            for (int index = 0; index < 2; index++) {
                browser.open(home + "/departments/" + day.department(index).id());
                browser.until("document.querySelectorAll('.person').length > 20");
                assertThat(browser.js("document.querySelector('h1').firstChild.data")
                                .asText())
                        .isEqualTo(day.department(index).name() + " ");
                browser.js("[...document.querySelectorAll('.person .name')].map(one => one.textContent)")
                        .forEach(name -> shown.add(name.asText()));
                assertThat(browser.js("document.querySelectorAll('main script, main img, main font, main b').length")
                                .asInt())
                        .isZero();
                fits(browser);
                browser.picture("hostile-" + index);
                browser.open(
                        home + "/preview?department=" + day.department(index).id() + "&cutoff=morning");
                browser.until("document.querySelector('.message pre') !== null");
                assertThat(browser.js("document.querySelector('.message pre').children.length")
                                .asInt())
                        .as("the text is text")
                        .isZero();
                fits(browser);
                browser.picture("preview-" + index);
            }
            Map<String, ?> standings = day.company.bookAt(ChatDay.NOW).standings();
            List<String> hostile = IntStream.range(0, 2)
                    .boxed()
                    .flatMap(index ->
                            day.company.askers().members(day.department(index).id()).stream())
                    .filter(one -> !String.valueOf(standings.get(one.userId())).equals("NOT_DUE"))
                    .map(Asker::name)
                    .filter(name -> name.matches("(?s).*[<\\[=@\u202E].*"))
                    .toList();
            assertThat(hostile).isNotEmpty();
            assertThat(shown).containsAll(hostile);
            own(browser, home);
        }
    }

    @Test
    void aDigestsLinkOpensOneDepartmentAndNoOtherAndExpires() throws Exception {
        String outside = "https://rollcall.example.com";
        ConfigOptions options = options("09:46", "public_url: " + outside);
        try (Browser browser = browser();
                ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options, ChatDay.NOW.minusSeconds(2))) {
            day.later(Duration.ofSeconds(62));
            day.app().round();
            Matcher link = Pattern.compile("\\(" + outside + "(/[^)]*)\\)")
                    .matcher(day.posted(0, 1).get(0).text());
            assertThat(link.find()).isTrue();
            String home = "http://127.0.0.1:" + day.app().port();
            browser.language("zh-CN");
            browser.open(home + link.group(1));
            browser.until("document.querySelector('.standing.absent .name') !== null");
            browser.picture("link");
            accessible(browser, "a digest's link");
            assertThat(browser.complaints()).isEmpty();

            String other = link.group(1)
                    .replace(
                            "/" + day.department(0).id() + "?",
                            "/" + day.department(1).id() + "?");
            browser.open(home + other);
            assertThat(browser.js("document.body.textContent").asText()).contains("这个链接打不开这个页面");
            browser.open(home + "/");
            assertThat(browser.js("location.pathname").asText()).isEqualTo("/login");
            day.later(Duration.ofDays(2));
            browser.open(home + link.group(1));
            assertThat(browser.js("document.body.textContent").asText()).contains("已过期");
            assertThat(browser.js("document.querySelectorAll('.name').length").asInt())
                    .isZero();
            browser.picture("expired");
        }
    }
}
