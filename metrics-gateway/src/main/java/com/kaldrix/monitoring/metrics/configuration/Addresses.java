package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads addresses of servers. */
final class Addresses {
    private Addresses() {}

    /** An address with {@code http} or {@code https} and a host; empty, with a problem noted, when it is none. */
    static Optional<URI> http(Section section, String key) {
        String text = section.text(key);
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Said below, without the text: it may hold a password.
        }
        section.problem(key, "this must be an address such as https://prometheus.example.com/api/v1/write");
        return Optional.empty();
    }
}
