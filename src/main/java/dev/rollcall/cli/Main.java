package dev.rollcall.cli;

import dev.rollcall.app.ReadSide;
import dev.rollcall.config.ConfigException;
import dev.rollcall.ledger.LedgerException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Rollcall's command line: reads the arguments, runs one command, ends with its exit code. */
@Command(
        name = "rollcall",
        description = "Tells each department in its DingTalk group who has not clocked in.",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            CheckConfigCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
            ForgetCommand.class,
            PreviewCommand.class,
            ReportCommand.class,
            SchemaCommand.class,
            SimulateCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 failed or incomplete, 2 wrong usage, 3 bad configuration.",
            "Without a command: serve."
        })
public final class Main implements java.util.concurrent.Callable<Integer> {
    private static final String LOG_LEVEL = "rollcall.log";

    /** The commands that ask DingTalk at once. */
    private static final Set<String> READING = Set.of("check", "doctor", "preview");

    /** The commands that say themselves all that there is to say. */
    private static final Set<String> TALKING = Set.of("check", "check-config", "doctor", "preview");

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int BAD_CONFIG = 3;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final LogOption log = new LogOption();

    private final Surroundings surroundings;

    private Main(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The process's entry. */
    public static void main(String[] arguments) {
        Stopping stopping = Stopping.of(arguments);
        int code = FAILED;
        try {
            code = run(stopping, arguments);
        } finally {
            stopping.ended(code);
        }
        System.exit(code);
    }

    private static int run(Stopping stopping, String... arguments) {
        String command = BeforeCommand.name(List.of(arguments));
        if (TALKING.contains(command) && System.getProperty(LOG_LEVEL) == null) {
            noLog();
        }
        if (READING.contains(command)) {
            ReadSide.warmUp();
        }
        LogFormat log = LogFormat.of(List.of(arguments));
        log.use();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        boolean people = log == LogFormat.TEXT;
        OutputStream said = people ? System.err : new LoggedLines();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = run(Surroundings.real(out, err, people, stopping.asked()), arguments);
        out.flush();
        return code;
    }

    /** Takes SLF4J's own nothing in place of Logback, which costs a fifth of a second to set up. */
    private static void noLog() {
        System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /** Runs one command in {@code surroundings}; its exit code. */
    static int run(Surroundings given, String... arguments) {
        Surroundings surroundings = given.with(BeforeCommand.left(List.of(arguments)));
        CommandLine line = new CommandLine(new Main(surroundings), new Commands(surroundings));
        line.setOut(surroundings.outWriter()).setErr(surroundings.errWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, surroundings));
        line.setParameterExceptionHandler((e, all) -> misused(e, surroundings));
        line.setExecutionStrategy(parsed -> execute(parsed, surroundings));
        return line.execute(arguments);
    }

    private static int execute(ParseResult parsed, Surroundings surroundings) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        String refusal = BeforeCommand.pass(parsed);
        if (refusal == null) {
            return new RunLast().execute(parsed);
        }
        surroundings.err().println(refusal);
        return USAGE;
    }

    private static int misused(ParameterException e, Surroundings surroundings) {
        surroundings.err().println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, surroundings.errWriter());
        String command =
                e.getCommandLine().getParent() == null ? "" : e.getCommandLine().getCommandName() + " ";
        surroundings.err().println("Try: java -jar target/rollcall.jar " + command + "--help");
        return USAGE;
    }

    private static int failed(Exception e, Surroundings surroundings) {
        if (e instanceof ConfigException faults) {
            surroundings.err().println(faults.getMessage());
            return BAD_CONFIG;
        }
        if (e instanceof UsageException usage) {
            surroundings.err().println(usage.getMessage());
            return USAGE;
        }
        boolean words = e instanceof LedgerException;
        surroundings.err().println(words ? e.getMessage() : "Failed: " + e.getMessage());
        return FAILED;
    }

    @Override
    public Integer call() throws Exception {
        log.apply();
        return new ServeCommand(surroundings).serve(config.file());
    }
}
