package dev.rollcall.acceptance;

import static dev.rollcall.acceptance.BoardClient.TOKEN;
import static dev.rollcall.acceptance.BoardClient.day;
import static dev.rollcall.acceptance.BoardClient.get;
import static dev.rollcall.acceptance.BoardClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.SimulatedCompany;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever logs in, asks or gives orders is in the log: who, what and when, in the line that an admin reads. */
class AuditTest {
    private static final String BEGINNING =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  audit (\\[\\w+] )?";

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.rollcall.audit");
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
    }

    @AfterEach
    void end() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    @Test
    void everyLoginCommandAndQuestionOfASessionIsALine() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            post(day, "/login", "token=not-the-token-that-is-set");
            get(day, "/api/v1/absences", "Authorization", "Bearer neither-is-this-one-it");
            String cookie = post(day, "/login", "token=" + TOKEN)
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .split(";", 2)[0];
            post(day, "/logout", "", "Cookie", cookie);

            Asker admin = day.company.askers().admin();
            Asker lead = day.company.askers().lead(day.department(0).id());
            Asker employee = day.company.askers().employee(day.department(0).id());
            String name = day.department(0).name();
            day.answer(admin, day.alone(admin), "静默 今天 " + name);
            day.answer(lead, day.alone(lead), "重发 18:00");
            day.answer(admin, day.alone(admin), "配额 恢复");
            day.answer(employee, day.group(0), "谁没打卡");

            assertThat(lines())
                    .allMatch(line -> line.matches(BEGINNING + ".+"))
                    .extracting(line -> line.replaceFirst(BEGINNING, "").replaceFirst("^Command \\d+", "Command N"))
                    .containsSubsequence(
                            "Wrong token from 127.0.0.1 at the login: refused",
                            "Wrong token from 127.0.0.1 in a request: refused",
                            "Login from 127.0.0.1 with token 1: accepted",
                            "Logout from 127.0.0.1",
                            "Command N, mute, by " + admin.userId() + " over stream: begun",
                            "Command N: answered",
                            "Command N, resend, by " + lead.userId() + " over stream: begun",
                            "Command N: refused",
                            "Command N, quota resume, by " + admin.userId() + " over stream: begun",
                            "Command N: answered",
                            "Question, absent, by " + employee.userId() + " over stream: answered")
                    .noneMatch(line -> line.contains(TOKEN) || line.contains(name) || line.contains("not-the-token"));
        }
    }

    @Test
    void whoGuessesFillsNoLog() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            for (int guess = 0; guess < 40; guess++) {
                post(day, "/login", "token=guess-number-" + guess + "-of-many");
            }
            List<String> guesses = lines().stream()
                    .filter(line -> line.contains("at the login: refused"))
                    .toList();

            assertThat(guesses).hasSize(10);
            assertThat(guesses.get(9)).endsWith("refused, and so is whatever else comes from there within a minute");
        }
    }

    @Test
    void everyReloadIsALine() throws Exception {
        try (Edited edited = new Edited(
                SimulatedCompany.generate(ChatDay.company()), ChatDay.NOW, ConfigOptions.morningAt("18:00"))) {
            String yaml = edited.text();
            edited.write(yaml + "surprise: 1\n");
            edited.replace(yaml.replace("jitter: 0s", "jitter: 5s"));
            edited.reloading().now();
            String of = "Reload of " + edited.file() + " by ";

            assertThat(lines())
                    .extracting(line -> line.replaceFirst(BEGINNING, ""))
                    .containsSubsequence(
                            of + "a change of it: refused", of + "a change of it: accepted", of + "a signal: accepted");
        }
    }

    /** As they stand on standard error. */
    private List<String> lines() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> standardError = (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
        return List.copyOf(events).stream()
                .map(event ->
                        new String(standardError.getEncoder().encode(event), StandardCharsets.UTF_8).stripTrailing())
                .toList();
    }
}
