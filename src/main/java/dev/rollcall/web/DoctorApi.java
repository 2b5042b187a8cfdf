package dev.rollcall.web;

import dev.rollcall.message.Language;
import dev.rollcall.report.Diagnosis;
import dev.rollcall.report.DiagnosisFormat;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What the doctor finds, for those alone whom {@link Access} knows. Thread-safe. */
public final class DoctorApi implements Routes {
    static final String PATH = "/api/v1/doctor";

    private static final String FRESH = "fresh";
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private final Access access;
    private final Diagnoses diagnoses;
    private final Language language;
    private final Executor executor;

    /**
     * Answers where it is told to.
     *
     * @param language of whoever prefers none that there is
     * @param executor where answers are given that had to wait
     */
    public DoctorApi(Access access, Diagnoses diagnoses, Language language, Executor executor) {
        this.access = access;
        this.diagnoses = diagnoses;
        this.language = language;
        this.executor = executor;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(PATH, context -> {
            if (access.permits(context)) {
                answer(context);
            }
        });
    }

    private void answer(Context context) {
        Map<String, List<String>> given = context.queryParamMap();
        List<String> fresh = given.getOrDefault(FRESH, List.of("false"));
        boolean known = given.keySet().stream().allMatch(name -> name.equals(FRESH) || name.equals(Words.LANGUAGE));
        if (!known || fresh.size() != 1 || !BOOLEANS.contains(fresh.get(0))) {
            context.status(400);
            WebServer.problem(context, "Bad request", "fresh: give true or false, and no parameter but it and lang");
            return;
        }
        Language wanted = Words.of(context, language).language();
        CompletableFuture<Diagnosis> found = diagnoses.of(wanted, fresh.get(0).equals("true"));
        context.future(() -> found.thenAcceptAsync(
                diagnosis -> context.contentType("application/json").result(DiagnosisFormat.JSON.print(diagnosis)),
                executor));
    }

    /** Examines everything. */
    public interface Diagnoses {
        /** What is found, or was within the last minute; {@code fresh}: all of it anew. Returns at once. */
        CompletableFuture<Diagnosis> of(Language language, boolean fresh);
    }
}
