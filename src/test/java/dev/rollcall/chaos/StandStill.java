package dev.rollcall.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Between the program and its database: at one commit it says so, and lets the thread go on no more, until it is killed. */
final class StandStill implements UnaryOperator<DataSource> {
    private final CrashPoint point;
    private final AtomicInteger left;

    /** @param nth at which of the commits that {@code point} means, from 1 */
    StandStill(CrashPoint point, int nth) {
        this.point = point;
        left = new AtomicInteger(nth);
    }

    @Override
    public DataSource apply(DataSource source) {
        return proxy(DataSource.class, (proxy, method, values) -> {
            Object result = call(source, method, values);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private Connection watched(Connection connection) {
        boolean[] meant = new boolean[1];
        Owners[] before = new Owners[1];
        return proxy(Connection.class, (proxy, method, values) -> {
            switch (method.getName()) {
                case "prepareStatement" -> {
                    if (point.recognises((String) values[0]) && !meant[0]) {
                        meant[0] = true;
                        before[0] = point == CrashPoint.TAKING_UP ? Owners.seenBy(connection) : null;
                    }
                }
                case "rollback" -> meant[0] = false;
                case "commit" -> {
                    boolean here = meant[0] && isIt(before[0], connection) && left.decrementAndGet() == 0;
                    meant[0] = false;
                    if (here && !point.afterCommit) {
                        stand();
                    }
                    Object result = call(connection, method, values);
                    if (here) {
                        stand();
                    }
                    return result;
                }
                default -> {}
            }
            return call(connection, method, values);
        });
    }

    private static boolean isIt(@Nullable Owners before, Connection connection) throws SQLException {
        return before == null || before.takenOverIn(Owners.seenBy(connection));
    }

    private void stand() {
        ChaosProcess.say("AT " + point);
        while (true) {
            LockSupport.park();
        }
    }

    private static Object call(Object target, Method method, Object[] values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
