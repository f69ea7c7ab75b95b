package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.common.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies who a request comes from by a signature over its time and its body, in the way of Slack (docs.slack.dev, "Verifying requests
 * from Slack"). One that is older than five minutes is refused, whoever signed it.
 *
 * @param version what the signature begins with
 * @param secret what it is made with
 * @param who it is, for people
 */
record TimedSignature(String version, Secret secret, String who) {
    static final Duration OLDEST = Duration.ofMinutes(5);

    static TimedSignature slack(Secret secret) {
        return new TimedSignature("v0", secret, "Slack");
    }

    /** Of whoever passes on keys that were pressed on a telephone. */
    static TimedSignature voice(Secret secret) {
        return new TimedSignature("v1", secret, "the contact flow");
    }

    /** What is wrong with it; empty when it is theirs. */
    Optional<String> refuse(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return Optional.of("the request is not signed by " + who);
        }
        String right = version + "="
                + Hmac.of(secret, (version + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8), body);
        if (!Hmac.same(right, signature)) {
            return Optional.of("the signature is not that of " + who);
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return age.abs().compareTo(OLDEST) > 0
                ? Optional.of("the request is older than five minutes")
                : Optional.empty();
    }
}
