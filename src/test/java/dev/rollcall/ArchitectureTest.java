package dev.rollcall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rollcall.common.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The shape of the program: which package may import which, which library lives where, and the habits that a compiler
 * cannot see. Packages are the steps of the data; each may import only those before it in {@link #PACKAGES}.
 */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
    private static final String BASE = "dev.rollcall.";
    private static final Path MAIN = Path.of("src/main/java/dev/rollcall");

    /** From the heart to the programme. A new package gets its place here. */
    private static final List<String> PACKAGES = List.of(
            "common",
            "trace",
            "absence",
            "message",
            "ledger",
            "delivery",
            "check",
            "report",
            "budget",
            "chat",
            "dingtalk",
            "doctor",
            "web",
            "config",
            "app",
            "simulator",
            "cli");

    /** The two that may not import everything before them. */
    private static final Map<String, Set<String>> NARROWER = Map.of(
            "simulator", Set.of(),
            "cli", Set.of("app", "config", "simulator", "absence", "report", "common"));

    /** What the table above forbids and yet is right, class by class, each with its reason. */
    private static final List<Permitted> IMPORTS = List.of(
            new Permitted("cli", "check.Check", "`check` says which check it wants made"),
            new Permitted("cli", "check.Checks", "`check --send` makes it"),
            new Permitted("cli", "ledger.Ledger", "`check --send` writes down what it posts, `forget` deletes"),
            new Permitted("cli", "ledger.Retention", "`forget` deletes"),
            new Permitted("cli", "ledger.LedgerException", "its message is for the user"),
            new Permitted("cli", "ledger.LedgerException$Reason", "whether a running `serve` holds the database"),
            new Permitted("cli", "ledger.DatabaseConfig", "beside it lies how to reach the `serve` that holds it"),
            new Permitted("cli", "web.LocalCommands", "`serve` runs what other processes cannot"),
            new Permitted("cli", "web.LocalCommands$Result", "likewise"),
            new Permitted("cli", "ledger.SlotState", "`check --send` says what had become of a digest before"),
            new Permitted("cli", "check.CheckReport", "`check --send` prints what became of the digests"),
            new Permitted("cli", "check.CheckReport$Delivered", "likewise, one digest"),
            new Permitted("cli", "check.CheckReport$Before", "likewise, one that was posted before"),
            new Permitted("cli", "check.CheckSettings", "which departments a cutoff means is said there once"),
            new Permitted("cli", "check.CutoffConfig", "`check-config` prints when a cutoff fires"),
            new Permitted("cli", "check.Coverage", "`check-config --people` prints whom nobody looks at"),
            new Permitted("cli", "check.Coverage$Gap", "likewise, where"),
            new Permitted("cli", "check.Previews", "`preview` asks what a cutoff posts"),
            new Permitted("cli", "check.Preview", "likewise, and prints it"),
            new Permitted("cli", "check.Preview$Destination", "likewise, and where it goes"),
            new Permitted("cli", "message.Message", "`preview` prints one to the byte"),
            new Permitted("cli", "ledger.SlotKey", "`preview` says whose it is"),
            new Permitted("cli", "check.DepartmentConfig", "`check-config` prints departments, `check` chooses them"),
            new Permitted("cli", "check.CompanyConfig", "`check-config` prints the roll-up"),
            new Permitted("cli", "delivery.Outcome", "`check --send` prints why a digest did not arrive"),
            new Permitted("cli", "dingtalk.DingTalkConfig", "`check-config` compares the forecast with the quota"),
            new Permitted("cli", "budget.QuotaForecast", "`check-config` prints the forecast"),
            new Permitted("cli", "budget.QuotaForecast$Calls", "likewise"),
            new Permitted("cli", "budget.QuotaForecast$Cutoff", "likewise, of which cutoffs"),
            new Permitted("cli", "budget.QuotaForecast$Habits", "likewise, of people as they usually are"),
            new Permitted("cli", "web.DemoChats", "`demo` hands the simulator's chats to the page"),
            new Permitted("cli", "web.DemoChats$Chat", "likewise"),
            new Permitted("cli", "web.DemoChats$Person", "likewise"),
            new Permitted("cli", "web.DemoChats$Role", "likewise"),
            new Permitted("cli", "web.DemoChats$Post", "likewise"));

    /** Every library, and the packages that may see it. What is not in here may not be used at all. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("okhttp3.", Set.of("dingtalk")),
            // What okhttp reads and writes through.
            Map.entry("okio.", Set.of("dingtalk")),
            Map.entry("org.quartz.", Set.of("check")),
            Map.entry("io.javalin.", Set.of("web")),
            Map.entry("org.eclipse.jetty.", Set.of("web", "simulator")),
            Map.entry("jakarta.servlet.", Set.of("web")),
            // Javalin is written in Kotlin, whose function types show in its signatures.
            Map.entry("kotlin.", Set.of("web")),
            Map.entry("com.fasterxml.jackson.", Set.of("config", "report", "dingtalk", "web", "simulator")),
            Map.entry("org.yaml.snakeyaml.", Set.of("config")),
            Map.entry("java.net.http.", Set.of("simulator")),
            Map.entry("java.sql.", Set.of("ledger")),
            Map.entry("javax.sql.", Set.of("ledger")),
            Map.entry("com.zaxxer.hikari.", Set.of("ledger")),
            Map.entry("org.jdbi.", Set.of("ledger")),
            Map.entry("org.flywaydb.", Set.of("ledger")),
            Map.entry("org.h2.", Set.of("ledger")),
            Map.entry("picocli.", Set.of("cli")),
            // How lines of the log look is the command line's to say; nobody else knows who writes them.
            Map.entry("ch.qos.logback.", Set.of("cli")),
            Map.entry("io.micrometer.", Set.of("app")),
            Map.entry("org.commonmark.", Set.of("simulator")),
            Map.entry("com.samskivert.mustache.", Set.of("web")),
            Map.entry("org.dhatim.fastexcel.", Set.of("report")),
            // How Chinese characters are read: a table, which the JDK has not.
            Map.entry("net.sourceforge.pinyin4j.", Set.of("chat")),
            Map.entry("org.jspecify.annotations.", Set.copyOf(PACKAGES)),
            Map.entry("org.slf4j.", Set.copyOf(PACKAGES)));

    /** The interfaces that may have one implementation: what they separate is worth more than what they cost. */
    private static final Map<String, String> PORTS = Map.ofEntries(
            Map.entry("absence.AttendanceSource", "the heart does not know DingTalk"),
            Map.entry("delivery.Messenger", "delivery does not know DingTalk"),
            Map.entry("chat.Bot", "what is answered is not how it is seen to that it is, once"),
            Map.entry("chat.Installation", "chat is above app, which knows how the program is"),
            Map.entry("common.Waiting", "tests do not wait"),
            Map.entry("dingtalk.Shared$Allowance", "dingtalk knows neither ledger nor budget"),
            Map.entry("web.DemoChats", "web does not know the simulator"),
            Map.entry("web.BoardApi$RollCalls", "likewise, and knows who finds them"),
            Map.entry("web.BoardData", "likewise"),
            Map.entry("web.ReportData", "likewise"),
            Map.entry("web.PreviewData", "likewise"));

    /** Where real time may be read; everywhere else a Clock or Waiting is passed in. */
    private static final List<Permitted> REAL_TIME = List.of(
            new Permitted("check.CheckScheduler", "currentTimeMillis", "Quartz sleeps by the machine's clock"),
            new Permitted("common.Waiting$RealWaiting", "TimeUnit.sleep", "the one implementation of waiting"));

    private static final int LONGEST_FILE = 300;

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rollcall");

    @Test
    void everyPackageHasItsPlaceInTheTable() {
        assertThat(packages()).isNotEmpty().isSubsetOf(PACKAGES);
    }

    @Test
    void aPackageImportsOnlyWhatIsAboveIt() {
        assertThat(imports().filter(one -> !allowed(one)).map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void everyExceptionToTheImportTableIsStillNeeded() {
        assertThat(IMPORTS.stream().filter(exception -> imports().noneMatch(exception::covers)))
                .isEmpty();
    }

    @Test
    void thereIsNoCycle() {
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void eachLibraryLivesInItsPackages() {
        assertThat(foreign()
                        .filter(one -> !homes(one).contains(packageOf(one.getOriginClass())))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void theHeartNeedsTheJdkAndSlf4jAlone() {
        Set<String> heart = Set.of("absence", "message", "chat", "delivery");

        assertThat(foreign()
                        .filter(one -> heart.contains(packageOf(one.getOriginClass())))
                        .map(one -> one.getTargetClass().getPackageName())
                        .filter(name -> !name.equals("org.slf4j") && !name.equals("org.jspecify.annotations"))
                        // The table of pinyin is as pure as the JDK.
                        .filter(name -> !name.equals("net.sourceforge.pinyin4j")))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        for (Path directory : directories()) {
            Path info = directory.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(info).content().contains("@NullMarked\npackage dev.rollcall.");
            long lines = lines(info) - 4;
            assertThat(lines).as("lines of Javadoc in " + info).isBetween(5L, 20L);
        }
    }

    @Test
    void logsGoThroughSlf4j() {
        noClasses()
                .that()
                .areNotAssignableTo(DataSource.class) // One of its methods is about java.util.logging.
                .should()
                .dependOnClassesThat(describe(
                        "are java.util.logging",
                        target -> target.getPackageName().equals("java.util.logging")))
                .orShould()
                .callMethodWhere(
                        describe("prints a stack trace", call -> call.getName().equals("printStackTrace")))
                .check(PROGRAM);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PROGRAM);
    }

    @Test
    void timeAndZoneArePassedIn() {
        List<String> found = calls(ArchitectureTest::readsTheMachine)
                .filter(call -> REAL_TIME.stream().noneMatch(exception -> exception.covers(call)))
                .map(JavaAccess::getDescription)
                .toList();

        assertThat(found).isEmpty();
        assertThat(REAL_TIME.stream()
                        .filter(exception ->
                                calls(ArchitectureTest::readsTheMachine).noneMatch(exception::covers)))
                .as("exceptions that nobody needs any more")
                .isEmpty();
    }

    @Test
    void noTestSleeps() {
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.rollcall");

        assertThat(tests).isNotEmpty();
        noClasses()
                .should()
                .callMethodWhere(describe("sleeps", call -> sleeps(call)))
                .check(tests);
    }

    @Test
    void secretsAreComparedInConstantTime() {
        JavaClass secret = PROGRAM.get(Secret.class);
        assertThat(secret.getMethod("equals", Object.class).getMethodCallsFromSelf())
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                        && call.getName().equals("isEqual"))
                .noneMatch(ArchitectureTest::comparesTexts);

        List<String> revealedAndCompared = PROGRAM.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(code -> calls(
                        code,
                        call -> call.getTargetOwner().isEquivalentTo(Secret.class)
                                && call.getName().equals("reveal")))
                .filter(code -> calls(code, ArchitectureTest::comparesTexts))
                .map(JavaCodeUnit::getFullName)
                .toList();
        assertThat(revealedAndCompared).isEmpty();
    }

    @Test
    void nothingIsGeneratedBehindOurBack() throws IOException {
        assertThat(sources().filter(file -> text(file).contains("import lombok")))
                .isEmpty();
    }

    @Test
    void noFileIsLong() throws IOException {
        assertThat(sources()
                        .filter(file -> lines(file) > LONGEST_FILE)
                        .map(file -> MAIN.relativize(file).toString()))
                .isEmpty();
    }

    @Test
    void commonStaysALeaf() {
        assertThat(PROGRAM.stream()
                        .filter(type ->
                                type.isTopLevelClass() && packageOf(type).equals("common"))
                        .filter(type -> !type.getSimpleName().equals("package-info")))
                .hasSizeBetween(1, 4);
    }

    @Test
    void anInterfaceWithOneImplementationIsAPort() {
        List<String> single = PROGRAM.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> type.getAllSubclasses().stream()
                                .filter(subclass -> !subclass.isInterface())
                                .count()
                        == 1)
                .map(type -> type.getName().substring(BASE.length()))
                .toList();

        assertThat(single).containsExactlyInAnyOrderElementsOf(PORTS.keySet());
    }

    @Test
    void anInterfaceWithoutImplementationIsMadeOfLambdas() {
        assertThat(PROGRAM.stream()
                        .filter(type -> type.isInterface() && !type.isAnnotation())
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .filter(type -> type.getAllSubclasses().isEmpty())
                        .filter(type -> type.getMethods().stream()
                                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                                        .count()
                                != 1))
                .isEmpty();
    }

    private static boolean allowed(Dependency dependency) {
        String from = packageOf(dependency.getOriginClass());
        String to = packageOf(dependency.getTargetClass());
        Collection<String> allowed = NARROWER.containsKey(from)
                ? NARROWER.get(from)
                : PACKAGES.subList(0, PACKAGES.indexOf(from)).stream()
                        .filter(one -> !one.equals("simulator"))
                        .toList();
        return allowed.contains(to) || IMPORTS.stream().anyMatch(exception -> exception.covers(dependency));
    }

    /** Dependencies from one of our packages on another. */
    private static Stream<Dependency> imports() {
        return dependencies()
                .filter(one -> one.getTargetClass().getName().startsWith(BASE))
                .filter(one -> !packageOf(one.getOriginClass()).equals(packageOf(one.getTargetClass())));
    }

    /** Dependencies on libraries, and on those parts of the JDK that have a home. */
    private static Stream<Dependency> foreign() {
        return dependencies()
                .filter(one -> !name(one.getTargetClass()).startsWith(BASE))
                .filter(one -> !jdk(name(one.getTargetClass()))
                        || LIBRARIES.keySet().stream().anyMatch(name(one.getTargetClass())::startsWith));
    }

    private static Set<String> homes(Dependency dependency) {
        return LIBRARIES.entrySet().stream()
                .filter(library -> name(dependency.getTargetClass()).startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Set.of());
    }

    private static Stream<Dependency> dependencies() {
        return PROGRAM.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static boolean jdk(String name) {
        return name.startsWith("java.") || name.startsWith("javax.") || !name.contains(".");
    }

    /** The name of a class; of an array's, the class of its items. */
    private static String name(JavaClass type) {
        return type.getBaseComponentType().getName();
    }

    /** The first part below {@code dev.rollcall}. */
    private static String packageOf(JavaClass type) {
        return name(type).substring(BASE.length()).replaceAll("\\..*", "");
    }

    private static Stream<JavaCall<?>> calls(Predicate<JavaCall<?>> wanted) {
        return PROGRAM.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(code -> code.getCallsFromSelf().stream())
                .<JavaCall<?>>map(call -> call)
                .filter(wanted);
    }

    private static boolean calls(JavaCodeUnit code, Predicate<JavaCall<?>> wanted) {
        return code.getCallsFromSelf().stream().anyMatch(wanted::test);
    }

    /** Whether {@code call} asks the machine for its time or zone, or sleeps. */
    private static boolean readsTheMachine(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean noArguments = call.getTarget().getRawParameterTypes().isEmpty();
        boolean nowOfTheMachine = owner.startsWith("java.time.")
                && call.getName().equals("now")
                && (noArguments
                        || call.getTarget()
                                .getRawParameterTypes()
                                .get(0)
                                .getName()
                                .equals("java.time.ZoneId"));
        boolean zoneOfTheMachine = Set.of("systemDefault", "systemDefaultZone").contains(call.getName())
                || (owner.equals("java.util.TimeZone") && call.getName().equals("getDefault"));
        boolean oldDates = (owner.equals("java.util.Date") && call.getName().equals("<init>") && noArguments)
                || (owner.startsWith("java.util.") && owner.endsWith("Calendar"));
        return nowOfTheMachine
                || zoneOfTheMachine
                || oldDates
                || call.getName().equals("currentTimeMillis")
                || sleeps(call);
    }

    private static boolean sleeps(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        return call.getName().equals("sleep")
                && (owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit"));
    }

    private static boolean comparesTexts(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        boolean equal = Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "deepEquals")
                .contains(call.getName());
        return equal
                && Set.of("java.lang.String", "java.lang.Object", "java.util.Objects", "java.util.Arrays")
                        .contains(owner);
    }

    private static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        PROGRAM.forEach(type -> packages.add(packageOf(type)));
        return packages;
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> below = Files.list(MAIN)) {
            return below.filter(Files::isDirectory).toList();
        }
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(MAIN)) {
            all.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
        }
        assertThat(found).isNotEmpty();
        return found.stream();
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a rule does not hold for.
     *
     * @param from a package or class of ours
     * @param to a class or a call
     * @param because why it may
     */
    private record Permitted(String from, String to, String because) {
        boolean covers(Dependency dependency) {
            return packageOf(dependency.getOriginClass()).equals(from)
                    && name(dependency.getTargetClass()).equals(BASE + to);
        }

        boolean covers(JavaCall<?> call) {
            return call.getOriginOwner().getName().equals(BASE + from)
                    && (call.getTargetOwner().getSimpleName() + "." + call.getName()).endsWith(to);
        }
    }
}
