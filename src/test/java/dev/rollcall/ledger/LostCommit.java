package dev.rollcall.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** A line that breaks after a commit has arrived and before its answer has, once each time it is told to. Thread-safe. */
final class LostCommit {
    private final AtomicBoolean next = new AtomicBoolean();

    /** The next commit is done, and nobody hears of it. */
    void loseNext() {
        next.set(true);
    }

    DataSource between(DataSource source) {
        return wrapped(DataSource.class, source);
    }

    private <T> T wrapped(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                LostCommit.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    Object result;
                    try {
                        result = method.invoke(target, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("commit") && next.getAndSet(false)) {
                        throw new SQLException("connection reset", "08006");
                    }
                    return result instanceof Connection ? wrapped(Connection.class, result) : result;
                }));
    }
}
