package dev.rollcall.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Between a ledger and its database: a line that can be cut, whereupon nothing can be read or written. */
final class CutDatabase implements UnaryOperator<DataSource> {
    private volatile boolean cut;

    void cut(boolean now) {
        cut = now;
    }

    @Override
    public DataSource apply(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                CutDatabase.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    if (cut && method.getName().equals("getConnection")) {
                        throw new SQLException("Connection refused", "08001");
                    }
                    try {
                        return method.invoke(source, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
