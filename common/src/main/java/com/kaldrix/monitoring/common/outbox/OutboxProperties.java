package com.kaldrix.monitoring.common.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is published.
 *
 * @param enabled whether this process publishes at all; one that does not still writes to the outbox
 * @param poll how often to look for messages that failed before; a commit of this process wakes the publisher at once
 * @param batch how many messages to claim at once, 1 to 1000
 */
@ConfigurationProperties("kaldrix.outbox")
record OutboxProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("100") int batch) {
    OutboxProperties {
        if (poll.isNegative() || poll.isZero()) {
            throw new IllegalArgumentException("kaldrix.outbox.poll must be longer than nothing, not " + poll);
        }
        if (batch < 1 || batch > 1000) {
            throw new IllegalArgumentException("kaldrix.outbox.batch must be 1 to 1000, not " + batch);
        }
    }
}
