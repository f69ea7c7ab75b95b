package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code sns_configs}: a message to a topic, whose subscriptions (email, SMS, …) tell people, to a telephone, or to an
 * application on one.
 *
 * @param target where to
 * @param access how SNS is reached
 * @param words texts in place of ours
 * @param attributes further message attributes
 * @param sendResolved whether the end is told
 */
public record SnsIntegration(
        Target target, Access access, Words words, Map<String, String> attributes, boolean sendResolved)
        implements Integration {

    public SnsIntegration(
            String topicArn,
            String region,
            String apiUrl,
            @Nullable Keys keysOrNull,
            String subject,
            Map<String, String> attributes,
            boolean sendResolved) {
        this(
                new Target(topicArn, "", ""),
                new Access(region, apiUrl, keysOrNull, "", Role.NONE),
                new Words(subject, ""),
                attributes,
                sendResolved);
    }

    /**
     * One of the three; the others are empty.
     *
     * @param topicArn a topic
     * @param phoneNumber a number by E.164
     * @param targetArn an endpoint of a mobile application
     */
    public record Target(String topicArn, String phoneNumber, String targetArn) {
        /** The topic or endpoint; empty for a number. */
        public String arn() {
            return topicArn.isEmpty() ? targetArn : topicArn;
        }

        private Target filled(Filling filling) {
            return new Target(
                    filling.text("topic_arn", topicArn),
                    filling.text("phone_number", phoneNumber),
                    filling.text("target_arn", targetArn));
        }
    }

    /**
     * How SNS is reached.
     *
     * @param region region that signs; empty for that of the target, or else of AWS' own chain
     * @param apiUrl endpoint in place of the region's; empty for the region's
     * @param keysOrNull credentials; null for those of the profile
     * @param profile a profile of AWS' own files; empty for the default chain
     * @param role what is assumed with these credentials
     * @param http by which way, and with which further headers; who we are is proven by the signature alone
     */
    public record Access(
            String region, String apiUrl, @Nullable Keys keysOrNull, String profile, Role role, HttpOptions http) {
        public Access(String region, String apiUrl, @Nullable Keys keysOrNull, String profile, Role role) {
            this(region, apiUrl, keysOrNull, profile, role, HttpOptions.NONE);
        }
    }

    /**
     * A role of AWS.
     *
     * @param arn empty for none
     * @param externalId what the role's owner asks for; empty for nothing
     */
    public record Role(String arn, String externalId) {
        public static final Role NONE = new Role("", "");
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

    @Override
    public SnsIntegration filled(Filling filling) {
        return new SnsIntegration(
                target.filled(filling),
                access,
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
        return ChannelDigest.of(kind(), target.arn() + target.phoneNumber(), access.apiUrl());
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
