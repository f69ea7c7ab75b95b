package com.kaldrix.monitoring.metrics;

import com.kaldrix.monitoring.common.region.Region;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this instance is.
 *
 * @param region where it runs
 * @param environment such as {@code prod}
 * @param hub whether it merges all regions
 * @param replica its number and how many there are
 */
@ConfigurationProperties("kaldrix")
record GatewayProperties(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("prod") String environment,
        @DefaultValue("false") boolean hub,
        @DefaultValue Replica replica) {

    /**
     * Which of how many.
     *
     * @param ordinal from 0; the StatefulSet's
     * @param count how many there are in the region
     */
    record Replica(
            @DefaultValue("0") int ordinal,
            @DefaultValue("1") int count) {
        Replica {
            if (count < 1) {
                throw new IllegalArgumentException("kaldrix.replica.count must be at least 1, not " + count);
            }
            if (ordinal < 0 || ordinal >= count) {
                throw new IllegalArgumentException(
                        "kaldrix.replica.ordinal must be from 0 to kaldrix.replica.count - 1, not " + ordinal);
            }
        }
    }

    GatewayProperties {
        if (Region.find(region).isEmpty()) {
            throw new IllegalArgumentException(
                    "kaldrix.region must be a region such as us-east-1, not '" + region + "'");
        }
        if (environment.isBlank()) {
            throw new IllegalArgumentException("kaldrix.environment must have a value such as prod");
        }
    }
}
