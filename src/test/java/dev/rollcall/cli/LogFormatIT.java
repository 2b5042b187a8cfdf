package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever wants JSON gets nothing else on standard error, from the first line to the last. */
class LogFormatIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private PackagedJar jar;

    @BeforeEach
    void prepare() {
        jar = new PackagedJar(directory);
    }

    @AfterEach
    void end() {
        jar.close();
    }

    private static List<JsonNode> objects(RunningJar process) throws Exception {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : process.err()) {
            assertThat(line).startsWith("{").endsWith("}");
            objects.add(MAPPER.readTree(line));
        }
        return objects;
    }

    private String config(String dingtalk) throws Exception {
        return PackagedJar.get(dingtalk + "/simulator/config?at=09:40")
                .body()
                .replaceFirst("(?m)^  port: .*$", "  port: 0");
    }

    @Test
    void warningsOfTheConfigurationAndTheLogAreObjects() throws Exception {
        RunningJar simulator =
                jar.start(Map.of(), "simulate", "--port", "0", "--employees", "20", "--departments", "2");
        String dingtalk = simulator.printed("DingTalk simulator at (\\S+),");
        Files.writeString(directory.resolve("bot-config.yaml"), config(dingtalk));

        RunningJar serve = jar.start(Map.of(), "serve", "--log-format", "json");
        String port = serve.said("Listening on \\S+:(\\d+)");
        assertThat(PackagedJar.ready("127.0.0.1:" + port).statusCode()).isEqualTo(200);
        assertThat(PackagedJar.get("http://127.0.0.1:" + port + "/metrics").body())
                .contains("rollcall_build_info{");
        serve.terminate();
        assertThat(serve.exitCodeWithin(Duration.ofSeconds(10))).isZero();

        List<JsonNode> objects = objects(serve);
        assertThat(objects)
                .anySatisfy(one -> {
                    assertThat(one.path("level").asText()).isEqualTo("WARN");
                    assertThat(one.path("message").asText())
                            .contains("dingtalk.app_secret")
                            .doesNotStartWith("warning");
                })
                .anySatisfy(one -> {
                    assertThat(one.path("level").asText()).isEqualTo("INFO");
                    assertThat(one.path("message").asText()).startsWith("Listening on");
                });
    }

    @Test
    void aFaultyConfigurationIsToldInObjectsToo() throws Exception {
        Files.writeString(directory.resolve("bot-config.yaml"), "dingtalk: 1\n");

        RunningJar serve = jar.start(Map.of(), "serve", "--log-format=json");

        assertThat(serve.exitCodeWithin(Duration.ofSeconds(20))).isEqualTo(Main.BAD_CONFIG);
        assertThat(objects(serve))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("level").asText()).isEqualTo("ERROR"))
                .anySatisfy(one -> assertThat(one.path("message").asText()).contains("bot-config.yaml:1:"));
    }
}
