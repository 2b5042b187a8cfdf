package dev.rollcall.web;

import dev.rollcall.common.Secret;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who calls, as far as the connection and the headers tell. Pure. */
final class Caller {
    private static final String BEARER = "Bearer ";
    private static final List<String> PROXIED = List.of(
            "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-IP");

    private Caller() {}

    /** Whether it is a process of this machine, and nobody says that it passes something on. */
    static boolean ofThisMachine(Context context) {
        return loopback(context.ip()) && PROXIED.stream().noneMatch(name -> context.header(name) != null);
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
