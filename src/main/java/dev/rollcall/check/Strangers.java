package dev.rollcall.check;

import dev.rollcall.ledger.Remarks;
import dev.rollcall.ledger.Remarks.Remark;
import dev.rollcall.message.NightNews;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * User ids of the configuration that nobody has, as they are written down without being kept: by a number that is made of
 * the id, and from which it is known again only by whoever has the configuration. Immutable.
 */
final class Strangers {
    private final Map<String, List<String>> named;

    /** @param named every user id of the configuration, with the keys under which it stands */
    Strangers(Map<String, List<String>> named) {
        this.named = named;
    }

    /** That nobody of {@code people} has {@code id}. */
    static Remark remark(String id, int people) {
        return new Remark(Remarks.Kind.STRANGER, number(id), "", people, null, null);
    }

    /** Those of {@code news} that the configuration still names. */
    List<NightNews.Stranger> of(List<Remark> news) {
        return named.entrySet().stream()
                .flatMap(one -> remarkOf(one.getKey(), news)
                        .map(remark -> new NightNews.Stranger(one.getKey(), one.getValue(), remark.people())))
                .toList();
    }

    /** Whether the configuration still names the one of {@code remark}. */
    boolean named(Remark remark) {
        return named.keySet().stream().anyMatch(id -> number(id) == remark.department());
    }

    private static Stream<Remark> remarkOf(String id, List<Remark> news) {
        return news.stream().filter(one -> one.kind() == Remarks.Kind.STRANGER && one.department() == number(id));
    }

    private static long number(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }
}
