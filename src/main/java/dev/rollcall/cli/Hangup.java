package dev.rollcall.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which servers are asked to read their configuration anew.
 *
 * <p>The JDK lets nobody hear a signal and go on but through {@code sun.misc}, of which the compiler warns in a way that
 * cannot be silenced: so it is looked up when the program runs, the one place where that is done.
 */
final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private Hangup() {}

    /** Has {@code work} done, on a thread of the JVM's, whenever the signal comes; where there is none, never. */
    static void means(Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(work);
            Object heard =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, heard);
        } catch (InvocationTargetException e) { // This system has none, or the JVM was told to leave signals alone.
            LOG.debug("SIGHUP is not heard: {}", String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException e) {
            LOG.debug("SIGHUP is not heard: {}", e.toString());
        }
    }
}
