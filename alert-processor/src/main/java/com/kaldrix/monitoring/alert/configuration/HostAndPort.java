package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.yaml.Section;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network address such as {@code mail.example.org:587} or {@code [2001:db8::1]:25}.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port from 1 to 65535
 */
record HostAndPort(String host, int port) {
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[^:\\[\\]\\s]+)):(?<port>\\d{1,5})");

    /** Reads one; empty, with a problem noted at the key, when it is none. */
    static Optional<HostAndPort> read(Section section, String key, String text) {
        Optional<HostAndPort> address = find(text);
        if (address.isEmpty()) {
            section.problem(key, "expected host and port such as mail.example.org:587");
        }
        return address;
    }

    /** Reads one; empty when it is none. */
    static Optional<HostAndPort> find(String text) {
        Matcher found = SHAPE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(found.group("port"));
        String host = found.group("six") == null ? found.group("host") : found.group("six");
        return port >= 1 && port <= 65_535 ? Optional.of(new HostAndPort(host, port)) : Optional.empty();
    }
}
