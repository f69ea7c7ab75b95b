package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.common.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a request comes from Slack: docs.slack.dev, "Verifying requests from Slack". One that is older than five minutes is
 * refused, whoever signed it.
 */
final class SlackSignature {
    static final Duration OLDEST = Duration.ofMinutes(5);

    private final Secret secret;

    SlackSignature(Secret secret) {
        this.secret = secret;
    }

    /** What is wrong with it; empty when it is Slack's. */
    Optional<String> refuse(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return Optional.of("the request is not signed by Slack");
        }
        String right = "v0=" + Hmac.of(secret, ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8), body);
        if (!Hmac.same(right, signature)) {
            return Optional.of("the signature is not Slack's");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return age.abs().compareTo(OLDEST) > 0
                ? Optional.of("the request is older than five minutes")
                : Optional.empty();
    }
}
