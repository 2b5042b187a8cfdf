package dev.rollcall.web;

import dev.rollcall.check.BoardAddress;
import dev.rollcall.common.Secret;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The signed links that digests carry: each opens one department on one work date until it expires, for whoever has it.
 * Thread-safe.
 */
public final class Links implements BoardAddress {
    static final String DATE = "date";
    static final String UNTIL = "until";
    static final String MARK = "sig";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final @Nullable URI publicUrl;
    private final Seal seal;
    private final Duration life;
    private final Clock clock;

    /** @param appSecret what the key is derived from */
    public Links(WebConfig config, Secret appSecret, Clock clock) {
        this.publicUrl = config.publicUrl();
        this.seal = new Seal(appSecret);
        this.life = Duration.ofDays(config.linkDays());
        this.clock = clock;
    }

    @Override
    public @Nullable String department(long id, LocalDate date, Instant asOf) {
        return publicUrl == null ? null : publicUrl + path(id) + "?" + query(id, date, asOf.plus(life));
    }

    @Override
    public @Nullable String department(long id, LocalDate date) {
        return publicUrl == null ? null : publicUrl + path(id) + "?" + DATE + "=" + date;
    }

    @Override
    public @Nullable String company() {
        return publicUrl == null ? null : publicUrl + "/";
    }

    static String path(long department) {
        return "/departments/" + department;
    }

    private String query(long department, LocalDate date, Instant until) {
        String seconds = String.valueOf(until.getEpochSecond());
        return DATE + "=" + date + "&" + UNTIL + "=" + seconds + "&" + MARK + "="
                + seal.of("link", String.valueOf(department), date.toString(), seconds);
    }

    /** What the link that {@code context} was opened by says; null where it is none. */
    @Nullable
    Opened opened(Context context, String department) {
        String date = context.queryParam(DATE);
        String until = context.queryParam(UNTIL);
        String mark = context.queryParam(MARK);
        if (date == null
                || until == null
                || mark == null
                || !SECONDS.matcher(until).matches()) {
            return null;
        }
        if (!seal.fits(mark, "link", department, date, until)) {
            return null;
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(until));
        String query = DATE + "=" + date + "&" + UNTIL + "=" + until + "&" + MARK + "=" + mark;
        boolean expired = clock.instant().getEpochSecond() > end.getEpochSecond();
        return new Opened(Long.parseLong(department), LocalDate.parse(date), end, expired, query);
    }

    /**
     * What a link opens.
     *
     * @param until when it ends
     * @param query of its address, for what the page asks for afterwards
     */
    record Opened(long department, LocalDate date, Instant until, boolean expired, String query) {}
}
