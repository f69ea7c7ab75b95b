package com.kaldrix.monitoring.anomaly.shard;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work is shared.
 *
 * @param count how many shards there are, the same as the gateways have; fixed for the life of an installation
 * @param validFor for how long a lease holds unless it is renewed; a replica that dies is replaced after that
 * @param renewEvery how often leases are renewed and free ones are looked for
 * @param ordinal this replica's place in its StatefulSet, from 0
 * @param replicas how many replicas there are meant to be
 */
@ConfigurationProperties("kaldrix.shards")
record ShardProperties(
        @DefaultValue("8") int count,
        @DefaultValue("20s") Duration validFor,
        @DefaultValue("5s") Duration renewEvery,
        @DefaultValue("0") int ordinal,
        @DefaultValue("1") int replicas) {
    private static final int MOST = 256;

    ShardProperties {
        require(count >= 1 && count <= MOST, "kaldrix.shards.count must be from 1 to " + MOST + ", not " + count);
        require(
                renewEvery.isPositive() && validFor.compareTo(renewEvery.multipliedBy(2)) >= 0,
                "kaldrix.shards.valid-for must be at least twice kaldrix.shards.renew-every, not " + validFor);
        require(ordinal >= 0, "kaldrix.shards.ordinal must be at least 0, not " + ordinal);
        require(replicas >= 1, "kaldrix.shards.replicas must be at least 1, not " + replicas);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
