package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sns_configs}: a message to a topic, whose subscriptions (email, SMS, …) tell people.
 *
 * @param topicArn where to
 * @param region region that signs; empty for the topic's own
 * @param apiUrl endpoint in place of the region's; empty for the region's
 * @param keysOrNull credentials of {@code sigv4}; null for the default chain
 * @param subject subject line in place of ours; empty for ours
 * @param attributes further message attributes
 * @param sendResolved whether the end is told
 */
public record SnsIntegration(
        String topicArn,
        String region,
        String apiUrl,
        @Nullable Keys keysOrNull,
        String subject,
        Map<String, String> attributes,
        boolean sendResolved)
        implements Integration {

    /**
     * @param accessKey who
     * @param secretKey proof
     */
    public record Keys(String accessKey, Secret secretKey) {}

    public SnsIntegration {
        attributes = Map.copyOf(attributes);
    }

    public Optional<Keys> keys() {
        return Optional.ofNullable(keysOrNull);
    }

    @Override
    public String kind() {
        return "sns";
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), topicArn, apiUrl);
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
