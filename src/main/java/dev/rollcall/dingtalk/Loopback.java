package dev.rollcall.dingtalk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which hosts are this machine itself, by how they are written: names are not looked up. */
final class Loopback {
    private static final Pattern HOSTS = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private Loopback() {}

    static boolean is(@Nullable String host) {
        return host != null && HOSTS.matcher(host).matches();
    }
}
