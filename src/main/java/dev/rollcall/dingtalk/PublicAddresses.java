package dev.rollcall.dingtalk;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Looks names up and refuses those that lead into this machine, its network or its cloud: whoever controls a name could
 * otherwise have Rollcall knock on doors inside. Does I/O; thread-safe.
 */
final class PublicAddresses implements Dns {
    private final Dns names;

    PublicAddresses(Dns names) {
        this.names = names;
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> found = names.lookup(hostname);
        if (!found.stream().allMatch(PublicAddresses::isPublic)) {
            throw new UnknownHostException("the name leads to an address that is not public");
        }
        return found;
    }

    private static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special && !(address instanceof Inet4Address ? inner4(address) : inner6(address));
    }

    /** This network (0/8), the carriers' and some clouds' own (100.64/10), and what is reserved (240/4). */
    private static boolean inner4(InetAddress address) {
        int first = address.getAddress()[0] & 0xff;
        int second = address.getAddress()[1] & 0xff;
        return first == 0 || (first == 100 && second >= 64 && second < 128) || first >= 240;
    }

    /** Unique local addresses (fc00::/7). */
    private static boolean inner6(InetAddress address) {
        return (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
