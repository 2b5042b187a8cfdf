package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the log looks is known before anything is logged. */
class LogFormatTest {
    private static LogFormat of(String line) {
        return LogFormat.of(List.of(line.split(" ")));
    }

    @Test
    void commandsThatRunForLongHaveTheChoice() {
        assertThat(of("serve --log-format json")).isEqualTo(LogFormat.JSON);
        assertThat(of("serve --config x.yaml --log-format=JSON")).isEqualTo(LogFormat.JSON);
        assertThat(of("demo --port 0 --log-format json")).isEqualTo(LogFormat.JSON);
        assertThat(of("--log-format json")).isEqualTo(LogFormat.JSON);
        assertThat(of("--log-format json --config x.yaml serve")).isEqualTo(LogFormat.JSON);
        assertThat(of("--log-format text serve --log-format json")).isEqualTo(LogFormat.JSON);
    }

    @Test
    void everythingElseIsForPeople() {
        assertThat(LogFormat.of(List.of())).isEqualTo(LogFormat.TEXT);
        assertThat(of("serve")).isEqualTo(LogFormat.TEXT);
        assertThat(of("serve --log-format text")).isEqualTo(LogFormat.TEXT);
        assertThat(of("serve --log-format")).isEqualTo(LogFormat.TEXT);
        assertThat(of("serve --log-format yaml")).isEqualTo(LogFormat.TEXT);
        assertThat(of("check --log-format json")).as("it has no log").isEqualTo(LogFormat.TEXT);
        assertThat(of("--log-format json check")).as("it has no log").isEqualTo(LogFormat.TEXT);
        assertThat(of("--log-format json serve --log-format text")).isEqualTo(LogFormat.TEXT);
    }
}
