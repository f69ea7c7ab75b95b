package com.kaldrix.monitoring.common.outbox;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics by their logical names: {@code kaldrix.topics.events=arn:aws:sns:us-east-1:123456789012:prod-kaldrix-events}.
 *
 * @param topics logical name to ARN
 */
@ConfigurationProperties("kaldrix")
record TopicProperties(@DefaultValue Map<String, String> topics) {
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]+");

    TopicProperties {
        topics = Map.copyOf(topics);
        topics.forEach((name, arn) -> {
            if (!ARN.matcher(arn).matches()) {
                throw new IllegalArgumentException("kaldrix.topics." + name + " must be the ARN of an SNS topic such as"
                        + " arn:aws:sns:us-east-1:123456789012:prod-kaldrix-" + name + ", not '" + arn + "'");
            }
        });
    }

    Optional<String> arn(String topic) {
        return Optional.ofNullable(topics.get(topic));
    }
}
