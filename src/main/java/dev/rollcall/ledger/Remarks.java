package dev.rollcall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * What did the last look at night find, and do the admins know? What is found night after night is news once; what went away
 * and comes back is news again. For all processes together. Thread-safe; every call is one transaction, and throws {@link
 * LedgerException} if it could not be done.
 */
public final class Remarks {
    /** Of so many times the people that the admins were told of, they are told again. */
    private static final int GROWN = 2;

    private static final String IS_REMARK = " kind = :kind and department = :department ";

    private final Database database;

    Remarks(Database database) {
        this.database = database;
    }

    /**
     * The look of {@code night} found {@code all} of {@code kind}, and nothing else of it. News is what it had not found
     * the last time, what has another reason, and where people have at least doubled since they were told of.
     */
    public void found(Kind kind, LocalDate night, Collection<Remark> all) {
        found(kind, night, all, Set.of());
    }

    /** The same where of the departments {@code unsure} nobody knows: what was found of them before still stands. */
    public void found(Kind kind, LocalDate night, Collection<Remark> all, Set<Long> unsure) {
        database.run("write down what was found at night", handle -> keep(handle, kind, night, all, unsure, true));
    }

    /**
     * As {@link #found} for {@link Kind#DEPARTMENT}; the first time nothing is news, because nobody knows which of them
     * are new.
     */
    public void foundDepartments(LocalDate night, Collection<Remark> all) {
        database.run("write down which departments there are", handle -> {
            boolean known = handle.createQuery("select count(*) from remark where" + IS_REMARK)
                            .bind("kind", Kind.LOOK.word())
                            .bind("department", 0)
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            keep(handle, Kind.DEPARTMENT, night, all, Set.of(), known);
            Remark look = new Remark(Kind.LOOK, 0, "", 0, null, null);
            keep(handle, Kind.LOOK, night, List.of(look), Set.of(), false);
        });
    }

    private static void keep(
            Handle handle, Kind kind, LocalDate night, Collection<Remark> all, Set<Long> unsure, boolean news) {
        Map<Long, Known> known = known(handle, kind);
        PreparedBatch fresh = handle.prepareBatch("insert into remark (kind, department, seen_on, name, people,"
                + " told_people, reason, code, told) values (:kind, :department, :night, :name, :people,"
                + " 0, :reason, :code, :told) on conflict do nothing");
        PreparedBatch seen = handle.prepareBatch("update remark set seen_on = :night, name = :name, people = :people,"
                + " reason = :reason, code = :code, told = :told where" + IS_REMARK);
        for (Remark one : all) {
            Known before = known.remove(one.department());
            if (before == null) {
                bound(fresh, one, night).bind("told", !news).add();
            } else {
                bound(seen, one, night).bind("told", before.covers(one)).add();
            }
        }
        PreparedBatch gone = handle.prepareBatch("delete from remark where" + IS_REMARK);
        known.keySet().removeAll(unsure);
        known.keySet()
                .forEach(department -> gone.bind("kind", kind.word())
                        .bind("department", department)
                        .add());
        for (PreparedBatch batch : List.of(fresh, seen, gone)) {
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    private static Map<Long, Known> known(Handle handle, Kind kind) {
        Map<Long, Known> known = new HashMap<>();
        handle.createQuery("select department, told_people, reason, told from remark where kind = :kind for update")
                .bind("kind", kind.word())
                .map((row, context) -> known.put(
                        row.getLong("department"),
                        new Known(row.getInt("told_people"), row.getString("reason"), row.getBoolean("told"))))
                .list();
        return known;
    }

    private static PreparedBatch bound(PreparedBatch batch, Remark one, LocalDate night) {
        return batch.bind("kind", one.kind().word())
                .bind("department", one.department())
                .bind("night", night)
                .bind("name", Texts.cut(one.name(), 1000))
                .bind("people", one.people())
                .bind("reason", one.reason())
                .bind("code", one.code());
    }

    /** Whether anything is news. */
    public boolean hasNews() {
        return database.in(
                "look whether there is anything to tell the admins",
                handle -> handle.createQuery("select count(*) from remark where told = false")
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    /**
     * Takes everything that is news: the caller is to tell the admins of it, and nobody else is.
     *
     * @return by kind, those with most people first
     */
    public List<Remark> news() {
        return database.in("take what the admins are to be told", handle -> {
            List<Remark> news = handle.createQuery("select kind, department, name, people, reason, code from remark"
                            + " where told = false order by kind, people desc, department for update")
                    .map((row, context) -> remark(row))
                    .list();
            PreparedBatch told = handle.prepareBatch(
                    "update remark set told = true, told_people = people where told = false and" + IS_REMARK);
            mark(told, news);
            return news;
        });
    }

    /** Nobody could be told of {@code news} after all: they are news again, those that are still there. */
    public void untold(Collection<Remark> news) {
        database.run(
                "write down that nobody was told",
                handle -> mark(handle.prepareBatch("update remark set told = false where" + IS_REMARK), news));
    }

    /** {@code mended} are no more so: the night that finds one again finds news. */
    public void forget(Collection<Remark> mended) {
        database.run(
                "forget what was mended",
                handle -> mark(handle.prepareBatch("delete from remark where" + IS_REMARK), mended));
    }

    private static void mark(PreparedBatch batch, Collection<Remark> all) {
        all.forEach(one -> batch.bind("kind", one.kind().word())
                .bind("department", one.department())
                .add());
        if (!all.isEmpty()) {
            batch.execute();
        }
    }

    private static Remark remark(ResultSet row) throws SQLException {
        return new Remark(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("department"),
                row.getString("name"),
                row.getInt("people"),
                row.getString("reason"),
                row.getString("code"));
    }

    /** What can be found. */
    public enum Kind {
        /** People in no configured department, by where they are. */
        PEOPLE,
        /** A department that is not configured. */
        DEPARTMENT,
        /** A robot whose last digest did not arrive. */
        ROBOT,
        /** A configured department in which nobody is to be seen. */
        EMPTY,
        /** A user id of the configuration that nobody has; a number made of it stands in for the department's id. */
        STRANGER,
        /** That DingTalk does not show the root of the organisation, so that nobody knows of PEOPLE and DEPARTMENT. */
        ROOT,
        /** That there was a look at all. */
        LOOK;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that was found.
     *
     * @param department DingTalk's {@code dept_id}; 0: the company's robot, or of the root
     * @param name the department's name; untrusted text; empty where it is not known
     * @param people how many people it is about, or can be seen where a user id is nobody's; 0: none
     * @param reason why a robot failed, the word of a slot; null: it is no robot
     * @param code DingTalk's errcode of that, digits; null: none
     */
    public record Remark(
            Kind kind,
            long department,
            String name,
            int people,
            @Nullable String reason,
            @Nullable String code) {}

    /** What is written down of something already. */
    private record Known(int toldPeople, @Nullable String reason, boolean told) {
        /** Whether {@code now} is nothing new to whoever knows this. */
        boolean covers(Remark now) {
            boolean grown = now.kind() == Kind.PEOPLE && toldPeople > 0 && now.people() >= GROWN * toldPeople;
            return told && !grown && Objects.equals(reason, now.reason());
        }
    }
}
