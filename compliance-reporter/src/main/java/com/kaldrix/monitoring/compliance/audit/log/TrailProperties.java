package com.kaldrix.monitoring.compliance.audit.log;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail.
 *
 * @param origin its name, which no other trail has; a host and a path, without a scheme
 * @param location where checkpoints are written: {@code s3://bucket/prefix} (with Object Lock, so that they stay), {@code file:/path} or
 *     {@code /path}
 * @param key what signs checkpoints: the ARN of a key in KMS (ECC_NIST_P256, SIGN_VERIFY), or the path of a file in PEM, which is
 *     made when it is missing
 * @param checkpointEvery how often a trail that has grown is signed, one second to a day
 */
@ConfigurationProperties("kaldrix.trail")
record TrailProperties(
        @DefaultValue("kaldrix.example/audit") String origin,
        String location,
        String key,
        @DefaultValue("5m") Duration checkpointEvery) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    @SuppressWarnings("ConstantValue")
    TrailProperties {
        if (!origin.matches("[a-z0-9.-]+(/[A-Za-z0-9._-]+)*")) {
            throw new IllegalArgumentException(
                    "kaldrix.trail.origin must be a name such as compliance.example.com/audit, not '" + origin + "'");
        }
        if (location == null || location.isBlank()) {
            throw new IllegalArgumentException(
                    "kaldrix.trail.location is missing: it says where checkpoints are written");
        }
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("kaldrix.trail.key is missing: it says what signs checkpoints");
        }
        if (checkpointEvery.compareTo(LEAST) < 0 || checkpointEvery.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.trail.checkpoint-every must be 1s to 24h, not " + checkpointEvery);
        }
    }

    /** Whether a key in KMS signs. */
    boolean isInKms() {
        return key.startsWith("arn:");
    }
}
