package dev.rollcall.acceptance;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Between the program and its database: a commit is done, and the line breaks before anybody is told. */
final class LostAnswer implements UnaryOperator<DataSource> {
    private final String statement;
    private final AtomicInteger left;

    /**
     * @param statement how a statement of the transaction begins
     * @param times of how many such transactions
     */
    LostAnswer(String statement, int times) {
        this.statement = statement;
        left = new AtomicInteger(times);
    }

    /** Whether it has happened as often as it was to. */
    boolean over() {
        return left.get() <= 0;
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
        return proxy(Connection.class, (proxy, method, values) -> {
            String name = method.getName();
            meant[0] |= name.equals("prepareStatement") && ((String) values[0]).startsWith(statement);
            Object result = call(connection, method, values);
            if (name.equals("commit") && meant[0] && left.getAndDecrement() > 0) {
                throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
            }
            return result;
        });
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
