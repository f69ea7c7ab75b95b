package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What goes into the {@code Authorization} header: {@code http_config.authorization} or {@code basic_auth}.
 *
 * @param scheme such as {@code Bearer} or {@code Basic}
 * @param credentials what follows the scheme; for {@code Basic} already encoded
 */
public record HttpAuthorization(String scheme, Secret credentials) {
    /** @param pair {@code user:password} (RFC 7617) */
    public static HttpAuthorization basic(String pair) {
        return new HttpAuthorization(
                "Basic", new Secret(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    /** As the header carries it. */
    public String header() {
        return scheme + " " + credentials.value();
    }
}
