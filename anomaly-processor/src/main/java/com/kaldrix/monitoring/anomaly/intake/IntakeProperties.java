package com.kaldrix.monitoring.anomaly.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where metrics come from, and how often what is known of them is kept.
 *
 * @param queue the queues' region and name without the number of the shard, such as
 *     {@code us-east-1:prod-kaldrix-anomaly-processor}; empty to take no metrics
 * @param tickEvery how often it is noted that time goes by, so that what does not come is missed
 * @param checkpointEvery how often one of the 32 slices of a shard is kept; after 32 times this, the journal before is deleted
 */
@ConfigurationProperties("kaldrix.intake")
record IntakeProperties(
        @DefaultValue("") String queue,
        @DefaultValue("10s") Duration tickEvery,
        @DefaultValue("10s") Duration checkpointEvery) {
    IntakeProperties {
        require(tickEvery.isPositive(), "kaldrix.intake.tick-every must be longer than nothing, not " + tickEvery);
        require(
                checkpointEvery.isPositive(),
                "kaldrix.intake.checkpoint-every must be longer than nothing, not " + checkpointEvery);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
