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
 * @param words texts in place of ours
 * @param attributes further message attributes
 * @param sendResolved whether the end is told
 */
public record SnsIntegration(
        String topicArn,
        String region,
        String apiUrl,
        @Nullable Keys keysOrNull,
        Words words,
        Map<String, String> attributes,
        boolean sendResolved)
        implements Integration {

    public SnsIntegration(
            String topicArn,
            String region,
            String apiUrl,
            @Nullable Keys keysOrNull,
            String subject,
            Map<String, String> attributes,
            boolean sendResolved) {
        this(topicArn, region, apiUrl, keysOrNull, new Words(subject, ""), attributes, sendResolved);
    }

    /**
     * Texts that replace our own; each empty for ours.
     *
     * @param subject subject line
     * @param message the whole text
     */
    public record Words(String subject, String message) {}

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
    public SnsIntegration filled(Filling filling) {
        return new SnsIntegration(
                filling.text("topic_arn", topicArn),
                region,
                apiUrl,
                keysOrNull,
                new Words(filling.text("subject", words.subject()), filling.text("message", words.message())),
                filling.texts("attributes", attributes),
                sendResolved);
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
