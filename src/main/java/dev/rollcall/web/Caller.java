package dev.rollcall.web;

import dev.rollcall.common.Secret;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who calls, as far as the connection and the headers tell. Pure. */
final class Caller {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_ADDRESS = 64;
    private static final List<String> PROXIED = List.of(
            "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-IP");

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private Caller() {}

    /**
     * Whether it is a process of this machine that wants this machine, and nobody says that it passes something on. A
     * browser here asks for whatever host a page from elsewhere names, also for one that is this machine only by name.
     */
    static boolean ofThisMachine(Context context) {
        String host = context.header("Host");
        return loopback(context.ip())
                && host != null
                && THIS_MACHINE.matcher(host).matches()
                && PROXIED.stream().noneMatch(name -> context.header(name) != null);
    }

    /** Whether the browser's connection is encrypted, here or at the proxy in front. */
    static boolean overHttps(Context context) {
        String proxied = context.header("X-Forwarded-Proto");
        return context.scheme().equals("https")
                || (proxied != null && proxied.strip().equalsIgnoreCase("https"));
    }

    /** Whose guesses count together: the connection's address, or what a proxy of this network says last of its own. */
    static String address(Context context) {
        String passedOn = context.header("X-Forwarded-For");
        if (passedOn == null || !ofThisNetwork(context.ip())) {
            return context.ip();
        }
        String last = passedOn.substring(passedOn.lastIndexOf(',') + 1).strip();
        return last.length() > LONGEST_ADDRESS ? last.substring(0, LONGEST_ADDRESS) : last;
    }

    /** The same for the log: whatever no address is made of is a question mark. */
    static String shown(Context context) {
        return address(context).replaceAll("[^0-9A-Za-z.:_\\[\\]-]", "?");
    }

    private static boolean ofThisNetwork(String address) {
        try {
            InetAddress inet = InetAddress.getByName(address);
            return inet.isLoopbackAddress() || inet.isSiteLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether no page, or one of this server, sends it. */
    static boolean ofThisOrigin(Context context) {
        String origin = context.header("Origin");
        String host = context.header("Host");
        return origin == null
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The bearer token that was sent along; null where none was. */
    static @Nullable Secret token(Context context) {
        String given = context.header("Authorization");
        boolean bearer = given != null && given.startsWith(BEARER) && given.length() > BEARER.length();
        return bearer ? Secret.of(given.substring(BEARER.length())) : null;
    }
}
