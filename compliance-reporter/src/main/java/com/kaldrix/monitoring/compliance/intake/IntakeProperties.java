package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.common.queue.QueueName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where findings and other evidence come from.
 *
 * @param queues each {@code region:name}; empty to take nothing
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

    List<QueueName> queueNames() {
        return queues.stream().map(IntakeProperties::parse).toList();
    }

    private static QueueName parse(String queue) {
        return QueueName.parse(queue, "kaldrix.intake.queues");
    }
}
