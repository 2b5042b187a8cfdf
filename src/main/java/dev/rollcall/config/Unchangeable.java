package dev.rollcall.config;

import dev.rollcall.ledger.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;

/** What of a changed configuration waits for the next start: where the web listens, and which database there is. */
public final class Unchangeable {
    private Unchangeable() {}

    /** A line for each key in which {@code next} differs from {@code running}; shows no secret. */
    public static List<String> differences(BotConfig running, BotConfig next) {
        List<String> lines = new ArrayList<>();
        differs(lines, "web.host", running.web().host(), next.web().host());
        differs(lines, "web.port", running.web().port(), next.web().port());
        DatabaseConfig was = running.database();
        DatabaseConfig is = next.database();
        boolean same = was.url().equals(is.url())
                && was.user().equals(is.user())
                && java.util.Objects.equals(was.password(), is.password());
        if (!same) {
            lines.add(
                    "database: another one takes effect with the next start; until then the one of the last start is used");
        }
        return lines;
    }

    private static void differs(List<String> lines, String key, Object was, Object is) {
        if (!was.equals(is)) {
            lines.add(key + ": " + is + " takes effect with the next start; until then it is " + was);
        }
    }
}
