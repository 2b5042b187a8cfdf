package dev.rollcall.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Lines belong to a piece of work as long as it is worked on, on whatever thread, and not a moment longer. */
class TraceTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    @AfterEach
    void nothingIsLeft() {
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void aThreadIsAboutWhatItWasAboutBeforeOnceAPieceOfWorkIsOver() {
        List<String> ids = new ArrayList<>();
        Trace outer = Trace.begin();
        Trace inner = Trace.begin();

        outer.run(() -> {
            ids.add(Trace.current().request());
            inner.run(() -> ids.add(Trace.current().request()));
            ids.add(Trace.current().request());
        });

        assertThat(ids).containsExactly(outer.request(), inner.request(), outer.request());
        assertThat(Trace.current().request()).isEmpty();
    }

    @Test
    void itIsOverAlsoWhereTheWorkFails() {
        assertThatThrownBy(() -> Trace.begin().run(() -> {
                    throw new IllegalStateException("as it happens");
                }))
                .hasMessage("as it happens");
    }

    @Test
    void whatIsHandedToThePoolGoesOnThereAndLeavesNothingBehind() throws Exception {
        TracedPool pool = new TracedPool(work -> new Thread(work, "traced"));
        Trace trace = Trace.ofCutoff("morning", DATE).department(4100);
        try {
            CompletableFuture<String> there = trace.get(
                    () -> CompletableFuture.supplyAsync(() -> String.valueOf(MDC.getCopyOfContextMap()), pool));
            assertThat(there.get(10, TimeUnit.SECONDS))
                    .contains("cutoff=morning", "work_date=2026-11-20", "department=4100", trace.request());

            CompletableFuture<String> afterwards =
                    CompletableFuture.supplyAsync(() -> Trace.current().request(), pool);
            assertThat(afterwards.get(10, TimeUnit.SECONDS)).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void oneCutoffHasOneIdWhoeverAsksAndNoOtherHasIt() {
        String morning = Trace.ofCutoff("morning", DATE).request();

        assertThat(morning).matches("[0-9a-f]{16}");
        assertThat(Trace.ofCutoff("morning", DATE).request()).isEqualTo(morning);
        assertThat(Trace.ofCutoff("morning", DATE.plusDays(1)).request()).isNotEqualTo(morning);
        assertThat(Trace.ofCutoff("recheck", DATE).request()).isNotEqualTo(morning);
    }

    @Test
    void aQuestionThatCameByARequestIsThatRequest() {
        Trace request = Trace.begin();

        assertThat(request.get(() -> Trace.goOn().request())).isEqualTo(request.request());
        assertThat(Trace.goOn().request()).matches("[0-9a-f]{16}").isNotEqualTo(request.request());
    }
}
