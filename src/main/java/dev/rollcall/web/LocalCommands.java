package dev.rollcall.web;

import dev.rollcall.common.Secret;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that another process of this machine has run here, because this one holds the database.
 *
 * <p>Answered only to loopback under its own name, never to what a proxy has passed on, and only to whoever knows the key, which lies
 * beside the database. What was run is in the log, without its arguments: they may name whoever is to be forgotten.
 *
 * @param key at least 128 random bits
 * @param runner runs one command; may block
 */
public record LocalCommands(Secret key, Runner runner) implements Routes {
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rollcall.audit");

    /** Where they are posted to, as a form. */
    public static final String PATH = "/local/command";

    /** The form's field, once for each argument. */
    public static final String ARGUMENT = "argument";

    /** The answer's header with the exit code. */
    public static final String CODE = "Rollcall-Code";

    /** The answer's header that says how many bytes of its body are standard output; the rest is standard error. */
    public static final String OUT_BYTES = "Rollcall-Out-Bytes";

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post(PATH, this::answer);
    }

    /** Whether {@code context} may have a command run. */
    boolean permits(Context context) {
        Secret given = Caller.token(context);
        return given != null && key.equals(given) && Caller.ofThisMachine(context);
    }

    /** Runs what {@code context} asks for; to everybody else there is nothing here. */
    void answer(Context context) throws IOException {
        if (!permits(context)) {
            context.status(404);
            return;
        }
        List<String> arguments = context.formParams(ARGUMENT);
        Result result = runner.run(arguments);
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        AUDIT.info("Command '{}' of another process of this machine: exit code {}", command, result.code());
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(result.out());
        both.write(result.err().getBytes(StandardCharsets.UTF_8));
        context.header(CODE, String.valueOf(result.code()));
        context.header(OUT_BYTES, String.valueOf(result.out().length));
        context.contentType("application/octet-stream").result(both.toByteArray());
    }

    /** Runs one command. */
    public interface Runner {
        /** What became of {@code arguments}. */
        Result run(List<String> arguments);
    }

    /**
     * What became of a command.
     *
     * @param code its exit code
     * @param out what it printed for programs; not to be changed
     * @param err what it said to people
     */
    @SuppressWarnings("ArrayRecordComponent") // Made, printed and forgotten.
    public record Result(int code, byte[] out, String err) {}
}
