package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The global view, and what is made of regions that fall silent.
 *
 * @param queue where events of all regions come in, as {@code region:name}; empty for no global view
 * @param hub whether this region is the hub, unless somebody has decided otherwise by the API
 * @param together how far apart the same fault may open in two regions and be one; at most a day
 * @param heartbeat how often this region says that it is alive
 * @param silentAfter after what time without a heartbeat a region is silent; at least twice {@code heartbeat}
 * @param severity how bad that is
 * @param claims where hubs agree on who tells of a silence: {@code s3://bucket/prefix}, or a folder; empty where there is one hub for certain
 * @param claimsRegion the region of that bucket; empty for this one
 * @param patience how long a hub waits for another that has claimed a silence and not told of it, or for the place of the claims while that is away
 */
@ConfigurationProperties("kaldrix.global")
record GlobalProperties(
        @DefaultValue("") String queue,
        @DefaultValue("false") boolean hub,
        @DefaultValue("15m") Duration together,
        @DefaultValue("30s") Duration heartbeat,
        @DefaultValue("3m") Duration silentAfter,
        @DefaultValue("P0") Severity severity,
        @DefaultValue("") String claims,
        @DefaultValue("") String claimsRegion,
        @DefaultValue("2m") Duration patience) {

    GlobalProperties {
        between("together", together, Duration.ofSeconds(1), Duration.ofDays(1));
        between("heartbeat", heartbeat, Duration.ofSeconds(1), Duration.ofHours(1));
        between("silent-after", silentAfter, heartbeat.multipliedBy(2), Duration.ofDays(1));
        between("patience", patience, Duration.ofSeconds(10), Duration.ofHours(1));
        if (!queue.isBlank()) {
            QueueName.parse(queue, "kaldrix.global.queue");
        }
        if (!claims.isBlank()) {
            try {
                ObjectLocation.parse(claims);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("kaldrix.global.claims: " + e.getMessage(), e);
            }
        }
        if (!claimsRegion.isBlank() && Region.find(claimsRegion).isEmpty()) {
            throw new IllegalArgumentException(
                    "kaldrix.global.claims-region must be a region such as us-east-1, not '" + claimsRegion + "'");
        }
    }

    /** Where events of all regions come in; empty for no global view. */
    Optional<QueueName> queueName() {
        return queue.isBlank() ? Optional.empty() : Optional.of(QueueName.parse(queue, "kaldrix.global.queue"));
    }

    private static void between(String name, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "kaldrix.global." + name + " must be " + least + " to " + most + ", not " + given);
        }
    }
}
