package com.kaldrix.monitoring.local.aws.sns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription.
 *
 * @param arn names it
 * @param topicArn the topic
 * @param protocol {@code sqs}, {@code http}, {@code https} or {@code email}
 * @param endpoint the queue's ARN, the web address or the mailbox
 * @param attributes that were set
 * @param token that confirms it, null once it is confirmed
 */
record Subscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        Map<String, String> attributes,
        @Nullable String token) {

    Subscription {
        attributes = Map.copyOf(attributes);
    }

    @JsonIgnore
    boolean isPending() {
        return token != null;
    }

    @JsonIgnore
    boolean isRaw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    @JsonIgnore
    boolean filtersBody() {
        return "MessageBody".equals(attributes.get("FilterPolicyScope"));
    }

    Subscription with(String attribute, String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        changed.put(attribute, value);
        return new Subscription(arn, topicArn, protocol, endpoint, changed, token);
    }

    Subscription confirmed() {
        return new Subscription(arn, topicArn, protocol, endpoint, attributes, null);
    }
}
