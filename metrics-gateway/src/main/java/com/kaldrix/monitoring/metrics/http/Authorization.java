package com.kaldrix.monitoring.metrics.http;

import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What stands in the header {@code Authorization}. */
public sealed interface Authorization {
    /**
     * The value of the header.
     *
     * @throws IOException when a file with a secret cannot be read
     */
    Secret header() throws IOException;

    /** User name and password (RFC 7617). */
    record Basic(String username, Credential password) implements Authorization {
        @Override
        public Secret header() throws IOException {
            String pair = username + ":" + password.read().value();
            return new Secret("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * A token.
     *
     * @param type such as {@code Bearer}
     */
    record Token(String type, Credential credentials) implements Authorization {
        @Override
        public Secret header() throws IOException {
            return new Secret(type + " " + credentials.read().value());
        }
    }
}
