package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.common.region.Region;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where alerts come from.
 *
 * @param queues each {@code region:name}; empty to take alerts by HTTP alone
 * @param consumers how many threads take from each queue
 * @param longPoll how long one request waits for a message; also how long a stop may take
 */
@Validated
@ConfigurationProperties("kaldrix.intake")
record IntakeProperties(
        @DefaultValue List<String> queues,
        @DefaultValue("2") @Min(1) @Max(64) int consumers,
        @DefaultValue("5s") Duration longPoll) {

    IntakeProperties {
        queues = queues.stream().filter(queue -> !queue.isBlank()).toList();
        queues.forEach(IntakeProperties::parse);
    }

    /** Region and name of a queue. */
    record QueueName(Region region, String name) {}

    List<QueueName> queueNames() {
        return queues.stream().map(IntakeProperties::parse).toList();
    }

    private static QueueName parse(String queue) {
        int colon = queue.indexOf(':');
        if (colon < 1 || colon == queue.length() - 1) {
            throw new IllegalArgumentException("kaldrix.intake.queues must hold entries such as"
                    + " us-east-1:prod-kaldrix-alert-processor, not '" + queue + "'");
        }
        return new QueueName(
                new Region(queue.substring(0, colon).strip()),
                queue.substring(colon + 1).strip());
    }
}
