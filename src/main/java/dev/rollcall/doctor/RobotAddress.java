package dev.rollcall.doctor;

import dev.rollcall.common.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a robot's webhook tells by how it is written (DingTalk 0717): {@code /robot/send?access_token=} and hexadecimal
 * digits, at the gateway. Says hosts and paths, never the query.
 *
 * @param parameters the names in its query
 * @param token whether its token looks like one
 */
record RobotAddress(String host, String path, List<String> parameters, boolean token) {
    private static final String SEND = "/robot/send";

    /** That of {@code webhook}, which the configuration has found to be an address. */
    static RobotAddress of(Secret webhook) {
        URI address = URI.create(webhook.reveal());
        String query = String.valueOf(address.getRawQuery());
        return new RobotAddress(
                place(address),
                String.valueOf(address.getPath()),
                Arrays.stream(query.split("&", -1))
                        .map(one -> one.replaceFirst("=.*", ""))
                        .toList(),
                query.matches("(.*&)?access_token=[0-9a-fA-F]+(&.*)?"));
    }

    /** What cannot work. */
    Optional<Sentence> wrong(URI gateway, boolean signing) {
        boolean dingTalk = host.equals(place(gateway));
        if (dingTalk && !path.equals(SEND)) {
            return Optional.of(Sentence.of("robot.path", path));
        }
        boolean signed = parameters.contains("sign") || parameters.contains("timestamp");
        return signed && !signing ? Optional.of(Sentence.of("robot.signed")) : Optional.empty();
    }

    /** What may work and is seldom meant. */
    Optional<Sentence> odd(URI gateway) {
        if (!host.equals(place(gateway))) {
            return Optional.of(Sentence.of("robot.host", host, place(gateway)));
        }
        return token ? Optional.empty() : Optional.of(Sentence.of("robot.token"));
    }

    private static String place(URI address) {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
